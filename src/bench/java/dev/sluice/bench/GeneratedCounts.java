package dev.sluice.bench;

import dev.sluice.analysis.History;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import dev.sluice.metrics.MetricSource;
import dev.sluice.release.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Stands for a provider of metrics that answers at once: both versions with half a percent of errors, 20 requests a second. */
final class GeneratedCounts implements MetricSource {

    private static final int REQUESTS_PER_SECOND = 20;
    private static final double ERRORS = .005;
    private static final double SHARE = .05;

    /** Seconds, and the share of requests that take longer. */
    private static final SortedMap<Double, Double> LATENCIES =
            new TreeMap<>(java.util.Map.of(.025, .9, .05, .5, .1, .2, .25, .1, .5, .05, 1.0, .01, 2.5, .001));

    @Override
    public Duration settles() {
        return Duration.ZERO;
    }

    @Override
    public Pair read(Subject subject, Metric metric, Instant from, Instant to) {
        long all = REQUESTS_PER_SECOND * Duration.between(from, to).toSeconds();
        long candidate = Math.round(all * SHARE);
        SplittableRandom random =
                new SplittableRandom(subject.target().hashCode() * 31L + from.getEpochSecond() + metric.hashCode());
        return new Pair(sample(metric, candidate, random), sample(metric, all - candidate, random));
    }

    @Override
    public History history(Subject subject, Metric metric, Instant from, Instant to, Weight share) {
        return new History(sample(metric, 12_000, new SplittableRandom(1)), 1, 240);
    }

    private static Sample sample(Metric metric, long n, SplittableRandom random) {
        if (!(metric instanceof Metric.Latency)) {
            return new Sample.Counts(n, Binomial.draw(random, n, ERRORS));
        }
        SortedMap<Double, Long> atMost = new TreeMap<>();
        long over = n;
        double before = 1;
        for (var bound : LATENCIES.entrySet()) {
            over = Binomial.draw(random, over, bound.getValue() / before);
            before = bound.getValue();
            atMost.put(bound.getKey(), n - over);
        }
        return new Sample.Histogram(n, atMost);
    }
}
