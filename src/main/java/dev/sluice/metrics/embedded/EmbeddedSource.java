package dev.sluice.metrics.embedded;

import dev.sluice.analysis.History;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import dev.sluice.analysis.sequential.Dispersion;
import dev.sluice.metrics.MetricSource;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import dev.sluice.store.Database;
import dev.sluice.store.Nodes;
import dev.sluice.store.TimedCache;
import dev.sluice.store.Windows;
import dev.sluice.store.Windows.Second;
import dev.sluice.store.Windows.Sum;
import dev.sluice.traffic.embedded.LatencyBounds;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the own routers counted: every request of a version, errors that a retry hid from the user included. Summed over
 * all routers; complete when every living one has handed its windows over.
 */
public final class EmbeddedSource implements MetricSource {

    /** Time for routers to hand over a second after its end. */
    private static final Duration SETTLES = Duration.ofMillis(150);

    private static final double HUNDRED_PERCENT = 10_000;

    /** The gates of a release look at the same windows, which have closed. */
    private static final Duration KEPT = Duration.ofSeconds(5);

    private final Database database;
    private final TimedCache<Span, Map<String, Sum>> sums = new TimedCache<>(KEPT, 10_000);
    private volatile Instant complete = Instant.MIN;

    private record Span(Subject subject, Instant from, Instant to) {}

    public EmbeddedSource(Database database) {
        this.database = database;
    }

    @Override
    public Duration settles() {
        return SETTLES;
    }

    @Override
    public Instant completeUntil(Instant now) {
        Instant known = complete;
        boolean asFarAsCanBe = !known.isBefore(now.truncatedTo(ChronoUnit.SECONDS)) && known.isBefore(now);
        return asFarAsCanBe ? known : readComplete(now);
    }

    private Instant readComplete(Instant now) {
        Optional<Instant> handedOver = database.read(Nodes::living).stream()
                .map(Nodes.Living::windowsUntil)
                .min(Instant::compareTo)
                .filter(now::isAfter);
        handedOver.ifPresent(until -> complete = until);
        return handedOver.orElse(now.minus(SETTLES));
    }

    @Override
    public Pair read(Subject subject, Metric metric, Instant from, Instant to) {
        Span span = new Span(subject, from, to);
        Map<String, Sum> both = sums.get(span, () -> read(span));
        Sample candidate = sample(metric, both.get(subject.candidate().digest()));
        Sample stable = subject.stable()
                .map(version -> sample(metric, both.get(version.digest())))
                .orElse(new Sample.Missing("there is no such version yet"));
        return new Pair(candidate, stable);
    }

    private Map<String, Sum> read(Span span) {
        Subject subject = span.subject();
        List<String> digests = Stream.concat(subject.stable().stream(), Stream.of(subject.candidate()))
                .map(Version::digest)
                .toList();
        return database.read(handle -> Windows.sums(handle, subject.target(), digests, span.from(), span.to()));
    }

    @Override
    public History history(Subject subject, Metric metric, Instant from, Instant to, Weight share) {
        Sample stable = read(subject, metric, from, to).stable();
        if (!(metric instanceof Metric.ErrorRatio) || subject.stable().isEmpty()) {
            return new History(stable, 1, 0);
        }
        String digest = subject.stable().get().digest();
        List<Second> seconds =
                database.read(handle -> Windows.seconds(handle, subject.target(), digest, from, to)).stream()
                        .filter(second -> !second.sliceRequests().isEmpty())
                        .toList();
        if (seconds.isEmpty()) {
            return new History(stable, 1, 0);
        }
        double phi = Dispersion.phi(
                seconds.stream().map(second -> slices(second.sliceRequests())).toArray(long[][]::new),
                seconds.stream().map(second -> slices(second.sliceErrors())).toArray(long[][]::new),
                share.basisPoints() / HUNDRED_PERCENT);
        return new History(stable, phi, seconds.size());
    }

    /** Since the first request in the span: a service that is younger has no fewer requests a second. */
    @Override
    public OptionalDouble requestsPerSecond(Subject subject, Instant from, Instant to) {
        List<Second> seconds = subject.stable()
                .map(stable ->
                        database.read(handle -> Windows.seconds(handle, subject.target(), stable.digest(), from, to)))
                .orElse(List.of());
        long requests = seconds.stream().mapToLong(Second::requests).sum();
        if (requests == 0) {
            return OptionalDouble.empty();
        }
        long span = Math.max(1, to.getEpochSecond() - seconds.getFirst().start());
        return OptionalDouble.of((double) requests / span);
    }

    private static Sample sample(Metric metric, @Nullable Sum sum) {
        return switch (metric) {
            case Metric.ErrorRatio _ -> sum == null ? new Sample.Counts(0, 0) : Ends.ERRORS.in(sum);
            case Metric.ClientErrorRatio _ -> sum == null ? new Sample.Counts(0, 0) : Ends.CLIENT_ERRORS.in(sum);
            case Metric.AbandonedRatio _ -> sum == null ? new Sample.Counts(0, 0) : Ends.ABANDONED.in(sum);
            case Metric.Latency _ -> histogram(sum == null ? List.of() : sum.latency());
            case Metric.Ratio _, Metric.Query _ ->
                new Sample.Failed("the own router answers no queries; this gate needs a connection");
        };
    }

    private static Sample histogram(List<Long> buckets) {
        SortedMap<Double, Long> atMost = new TreeMap<>();
        long sum = 0;
        for (int i = 0; i < LatencyBounds.SECONDS.size(); i++) {
            sum += i < buckets.size() ? buckets.get(i) : 0;
            atMost.put(LatencyBounds.SECONDS.get(i), sum);
        }
        return new Sample.Histogram(buckets.stream().mapToLong(Long::longValue).sum(), atMost);
    }

    private static long[] slices(Collection<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).toArray();
    }
}
