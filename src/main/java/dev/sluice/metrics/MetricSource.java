package dev.sluice.metrics;

import dev.sluice.analysis.History;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Pair;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Where a target's numbers come from. An answer that was not obtained is a value
 * ({@link dev.sluice.analysis.Sample.Missing}, {@link dev.sluice.analysis.Sample.Failed}), never an exception and never
 * made up.
 */
public interface MetricSource {

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

    /**
     * What is measured.
     *
     * @param labels from the binding: which label of the source's series tells the version, and others to select by
     */
    record Subject(TargetId target, Optional<Version> stable, Version candidate, Map<String, String> labels) {}
}
