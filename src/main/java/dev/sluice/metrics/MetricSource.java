package dev.sluice.metrics;

import dev.sluice.analysis.History;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where a target's numbers come from. An answer that was not obtained is a value
 * ({@link dev.sluice.analysis.Sample.Missing}, {@link dev.sluice.analysis.Sample.Failed}), never an exception and never
 * made up. What stands on Sluice's own database may let {@code DatabaseAway} through: without that nothing is decided.
 */
public interface MetricSource extends AutoCloseable {

    /** How long after its end a window's numbers are complete. */
    Duration settles();

    /** How often new numbers come, for which a window has to be long enough; zero when they come at once. */
    default Duration interval() {
        return Duration.ZERO;
    }

    /** Up to when the numbers are complete. */
    default Instant completeUntil(Instant now) {
        return now.minus(settles());
    }

    /** Both arms over {@code [from, to)}. */
    Pair read(Subject subject, Metric metric, Instant from, Instant to);

    /**
     * Stable over {@code [from, to)}, with φ measured between groups of stable's traffic as large as {@code share} of
     * the whole.
     */
    History history(Subject subject, Metric metric, Instant from, Instant to, Weight share);

    /** Stable's requests a second over {@code [from, to)}; empty where it had none or nobody knows. */
    default OptionalDouble requestsPerSecond(Subject subject, Instant from, Instant to) {
        Sample stable =
                history(subject, new Metric.ErrorRatio(), from, to, Weight.ALL).stable();
        return stable instanceof Sample.Counts counts && counts.n() > 0
                ? OptionalDouble.of(
                        (double) counts.n() / Duration.between(from, to).toSeconds())
                : OptionalDouble.empty();
    }

    @Override
    default void close() {}

    /**
     * What is measured.
     *
     * @param labels from the binding: which label of the source's series tells the version, and others to select by
     */
    record Subject(TargetId target, Optional<Version> stable, Version candidate, Map<String, String> labels) {}
}
