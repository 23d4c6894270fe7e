/**
 * Prometheus, and what speaks its query API, as a {@link dev.sluice.metrics.MetricSource}.
 *
 * <p>Reads raw samples and differences them here: {@code increase()} and {@code rate()} extrapolate, so that two windows
 * side by side don't add up to one. Start reading in {@link dev.sluice.metrics.prometheus.PrometheusSource}; what an
 * increase is stands in {@link dev.sluice.metrics.prometheus.Growth}, which series count from zero in
 * {@link dev.sluice.metrics.prometheus.Births}.
 *
 * <p>Imports the pure packages and the port; of libraries, Jackson, Guava and SmallRye Fault Tolerance.
 */
@NullMarked
package dev.sluice.metrics.prometheus;

import org.jspecify.annotations.NullMarked;
