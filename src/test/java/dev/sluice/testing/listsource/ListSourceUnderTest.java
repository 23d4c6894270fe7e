package dev.sluice.testing.listsource;

import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import dev.sluice.metrics.MetricSource;
import dev.sluice.metrics.MetricSource.Subject;
import dev.sluice.metrics.SourceUnderTest;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Ten seconds of a list. */
public final class ListSourceUnderTest implements SourceUnderTest {

    private static final Instant BEGIN = Instant.parse("2026-11-02T09:00:00Z");
    private static final String LIST = "contract";

    public static ListSourceUnderTest start() {
        Instant end = BEGIN.plusSeconds(10);
        ListSource.add(LIST, new ListSource.Entry("sha256:10", BEGIN, end, 100, 10));
        ListSource.add(LIST, new ListSource.Entry("sha256:11", BEGIN, end, 50, 100));
        return new ListSourceUnderTest();
    }

    @Override
    public MetricSource source() {
        return new ListSource(LIST);
    }

    @Override
    public Subject subject() {
        return new Subject(
                new TargetId("shop", "prod"),
                Optional.of(new Version("1.0", "sha256:10")),
                new Version("1.1", "sha256:11"),
                Map.of());
    }

    @Override
    public List<Instant> moments() {
        return IntStream.rangeClosed(0, 10).mapToObj(BEGIN::plusSeconds).toList();
    }

    @Override
    public Pair truth(Instant from, Instant to) {
        long seconds = to.getEpochSecond() - from.getEpochSecond();
        return new Pair(new Sample.Counts(50 * seconds, 5 * seconds), new Sample.Counts(100 * seconds, seconds));
    }

    @Override
    public Optional<MetricSource> broken() {
        return Optional.of(new ListSource("nobody-wrote-this"));
    }

    @Override
    public void close() {
        // A list takes nothing.
    }
}
