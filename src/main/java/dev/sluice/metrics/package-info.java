/**
 * Where numbers come from: the port {@link dev.sluice.metrics.MetricSource} and its adapters.
 *
 * <p>Imports the pure packages.
 */
@NullMarked
package dev.sluice.metrics;

import org.jspecify.annotations.NullMarked;
