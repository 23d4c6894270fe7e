package dev.sluice.metrics;

import dev.sluice.analysis.Pair;
import dev.sluice.metrics.MetricSource.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A source of a type over a span of which it is known what happened. */
public interface SourceUnderTest extends AutoCloseable {

    MetricSource source();

    /** Both arms have requests, and the candidate errors. */
    Subject subject();

    /** Moments in order; between each two of them requests ended. */
    List<Instant> moments();

    /** What truly happened between two of them. */
    Pair truth(Instant from, Instant to);

    /** A source of the same type whose numbers can't be had; empty where Sluice itself would stand still then. */
    Optional<MetricSource> broken();

    @Override
    void close();
}
