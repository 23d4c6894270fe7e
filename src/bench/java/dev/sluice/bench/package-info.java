/**
 * What Sluice claims, measured: simulations and load with printed seeds, beside what others do.
 *
 * <p>Two pieces of statistics are written here and not taken from a library. {@link dev.sluice.bench.Binomial}: a bench
 * draws many millions of numbers, and the distribution of Commons Math inverts the incomplete beta function for each of
 * them. {@link dev.sluice.bench.MannWhitney}: Commons Math has the test, but Kayenta decides by the confidence interval of
 * the shift, which it has not.
 *
 * <p>Imports the pure packages, and for load the router and the demo's shops. Start reading in {@link dev.sluice.bench.Main}.
 */
@NullMarked
package dev.sluice.bench;

import org.jspecify.annotations.NullMarked;
