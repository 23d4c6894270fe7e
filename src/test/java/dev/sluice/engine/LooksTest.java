package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.analysis.History;
import dev.sluice.analysis.Look;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import dev.sluice.metrics.MetricSource;
import dev.sluice.release.Event;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Stage;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import dev.sluice.store.SampleRelease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The windows of a release")
class LooksTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final TargetId EU = SampleRelease.EU;
    private static final SampleRelease SAMPLE = new SampleRelease(
            new ReleaseId("r-01k9b2c3d4e5f6g7h8j9kmnpqr"),
            NOON,
            "{\"steps\":[{\"weight\":5,\"hold\":\"10m\"},{\"weight\":100}],\"window\":\"5s\"}");

    /** A source in which new numbers come so often. */
    private record Every(Duration interval) implements MetricSource {
        @Override
        public Duration settles() {
            return Duration.ZERO;
        }

        @Override
        public Pair read(Subject subject, Metric metric, Instant from, Instant to) {
            return new Pair(new Sample.Counts(10_000, 1), new Sample.Counts(100_000, 10));
        }

        @Override
        public History history(Subject subject, Metric metric, Instant from, Instant to, Weight share) {
            return History.none("there is none");
        }
    }

    @ParameterizedTest(name = "of 5 s are of {1} s where numbers come every {0} s")
    @CsvSource({"0, 5", "5, 5", "15, 15", "60, 60"})
    void are_as_long_as_it_takes_until_new_numbers_come(long interval, long window) {
        Sources.Bound bound = new Sources.Bound(new Every(Duration.ofSeconds(interval)), Map.of());
        Looks looks = new Looks((_, _) -> bound);
        Release release = moving(SAMPLE);
        AnalysisRun analysis = SAMPLE.analysis();
        List<Duration> lengths = new ArrayList<>();

        for (Instant now = NOON; now.isBefore(NOON.plusSeconds(200)); now = now.plusSeconds(5)) {
            for (Look look : looks.due(release, release.target(EU), analysis, now)) {
                analysis = analysis.observe(look);
                lengths.add(Duration.between(look.from(), look.to()));
            }
        }

        assertThat(lengths).hasSizeGreaterThan(2).containsOnly(Duration.ofSeconds(window));
    }

    /** At 5 % since noon. */
    private static Release moving(SampleRelease sample) {
        Version before = new Version("1.0", "sha256:1.0");
        return sample.release()
                .evolve(new Event.Started(List.of(new Event.Started.Start(EU, Optional.of(before), 0)), NOON))
                .evolve(new Event.Moved(EU, new Stage.AtStep(0, new Weight(500), NOON), 1, "the release begins", NOON))
                .evolve(new Event.InForce(EU, 1, NOON));
    }
}
