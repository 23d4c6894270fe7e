package dev.sluice.engine.sim;

import dev.sluice.analysis.History;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import dev.sluice.engine.sim.Act.Blindness;
import dev.sluice.engine.sim.Fact.Answer;
import dev.sluice.metrics.MetricSource;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;

/** What the users of one process's world did, as a metric source tells it: late, wrongly or not at all when it is ill. */
final class ModelSource implements MetricSource {

    private static final Duration SETTLES = Duration.ofMillis(150);

    private final World world;
    private final Link link;

    ModelSource(World world, Link link) {
        this.world = world;
        this.link = link;
    }

    @Override
    public Duration settles() {
        return SETTLES;
    }

    @Override
    public Instant completeUntil(Instant now) {
        return link.in(() -> world.leases().living()).stream()
                .map(Tables.NodeRow::windowsUntil)
                .min(Instant::compareTo)
                .filter(now::isAfter)
                .orElse(now.minus(SETTLES));
    }

    @Override
    public Pair read(Subject subject, Metric metric, Instant from, Instant to) {
        if (world.isBroken(subject.target().service())) {
            throw new IllegalStateException("reading is broken");
        }
        Pair pair = link.in(() -> pair(subject, from, to));
        Answer answer = pair.candidate() instanceof Sample.Failed
                ? Answer.ERROR
                : pair.candidate() instanceof Sample.Counts counts && counts.n() > 0 ? Answer.NUMBERS : Answer.NOTHING;
        world.note(new Fact.Served(
                world.timeline().now(), subject.target().toString(), metric.toString(), answer, from, to));
        return pair;
    }

    private Pair pair(Subject subject, Instant from, Instant to) {
        TargetId target = subject.target();
        Optional<Blindness> blind = world.blindness(target.service());
        if (blind.filter(Blindness.ERRORS::equals).isPresent()) {
            return new Pair(new Sample.Failed("503"), new Sample.Failed("503"));
        }
        if (blind.filter(Blindness.NO_DATA::equals).isPresent()) {
            return new Pair(new Sample.Missing("no series"), new Sample.Missing("no series"));
        }
        Instant end = world.timeline().now().isBefore(to) ? world.timeline().now() : to;
        double share = world.users().share(target, from, end);
        double all = from.isBefore(end)
                ? world.lane(target.service()).rate()
                        * Duration.between(from, end).toMillis()
                        / 1000.0
                : 0;
        return new Pair(
                counts(target, subject.candidate(), from, to, all * share),
                subject.stable()
                        .<Sample>map(stable -> counts(target, stable, from, to, all * (1 - share)))
                        .orElseGet(() -> new Sample.Missing("no stable")));
    }

    @Override
    public History history(Subject subject, Metric metric, Instant from, Instant to, Weight share) {
        if (subject.stable().isEmpty()
                || world.blindness(subject.target().service()).isPresent()) {
            return History.none("nothing was read");
        }
        Version stable = subject.stable().get();
        double all = world.lane(subject.target().service()).rate() * 60.0;
        return new History(counts(subject.target(), stable, from, to, all), 1, 0);
    }

    /** The same window has the same numbers, whoever reads it. */
    private Sample counts(TargetId target, Version version, Instant from, Instant to, double expected) {
        long n = Math.round(expected);
        long seed = world.seed() * 31
                + target.toString().hashCode() * 17L
                + version.digest().hashCode() * 13L
                + from.toEpochMilli() * 7
                + to.toEpochMilli();
        return new Sample.Counts(n, bad(new SplittableRandom(seed), n, world.errorRate(version)));
    }

    /** Binomial by inversion; Normal where many are expected. */
    private static long bad(SplittableRandom dice, long n, double p) {
        if (n * p > 100) {
            double drawn = n * p + Math.sqrt(n * p * (1 - p)) * (dice.nextDouble() + dice.nextDouble() - 1) * 2.4;
            return Math.max(0, Math.min(n, Math.round(drawn)));
        }
        double u = dice.nextDouble();
        double mass = Math.exp(n * Math.log1p(-p));
        long x = 0;
        while (u > mass && x < n) {
            u -= mass;
            x++;
            mass *= (double) (n - x + 1) / x * (p / (1 - p));
        }
        return x;
    }
}
