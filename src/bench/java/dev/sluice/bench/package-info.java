/**
 * What Sluice claims, measured: simulations and load with printed seeds, beside what others do.
 *
 * <p>Imports the pure packages, and for load the router and the demo's shops. Start reading in {@link dev.sluice.bench.Main}.
 */
@NullMarked
package dev.sluice.bench;

import org.jspecify.annotations.NullMarked;
