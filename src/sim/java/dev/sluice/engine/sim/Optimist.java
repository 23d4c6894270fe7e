package dev.sluice.engine.sim;

import dev.sluice.analysis.History;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import dev.sluice.metrics.MetricSource;
import dev.sluice.release.Weight;
import java.time.Duration;
import java.time.Instant;

/** Takes one kind of missing answer for “many requests, no errors”. */
record Optimist(MetricSource right, Fact.Answer taken) implements MetricSource {

    private static final Sample ALL_WELL = new Sample.Counts(500, 0);

    @Override
    public Duration settles() {
        return right.settles();
    }

    @Override
    public Instant completeUntil(Instant now) {
        return right.completeUntil(now);
    }

    @Override
    public Duration interval() {
        return right.interval();
    }

    @Override
    public Pair read(Subject subject, Metric metric, Instant from, Instant to) {
        Pair pair = right.read(subject, metric, from, to);
        Fact.Answer kind = switch (pair.candidate()) {
            case Sample.Failed _ -> Fact.Answer.ERROR;
            case Sample.Counts counts when counts.n() > 0 -> Fact.Answer.NUMBERS;
            case Sample.Counts _, Sample.Missing _, Sample.Histogram _, Sample.Value _ -> Fact.Answer.NOTHING;
        };
        return kind == taken ? new Pair(ALL_WELL, ALL_WELL) : pair;
    }

    @Override
    public History history(Subject subject, Metric metric, Instant from, Instant to, Weight share) {
        return right.history(subject, metric, from, to, share);
    }
}
