package dev.sluice.metrics.prometheus;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.analysis.History;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Sample;
import dev.sluice.metrics.prometheus.StubPrometheus.Behaviour;
import dev.sluice.release.Weight;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Stable's history")
class HistoryTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final int SCRAPE_SECONDS = 15;
    private static final int SCRAPES = 40;
    private static final Instant END = NOON.plusSeconds(SCRAPES * SCRAPE_SECONDS);
    private static final Weight FIVE_PERCENT = new Weight(500);

    @Test
    void measures_how_unequal_instances_are() throws Exception {
        // 1,000 requests an instance and scrape; a fails 20, b none: a point off the mean of 1 % on both sides.
        Behaviour twoInstances = exchange -> {
            boolean errors = StubPrometheus.query(exchange).contains("code=~");
            String series = errors ? counter("a", 20) : counter("a", 1000) + "," + counter("b", 1000);
            StubPrometheus.result("matrix", "[" + series + "]").answer(exchange);
        };
        History history = history(twoInstances, new Metric.ErrorRatio());
        assertThat(history.stable()).isEqualTo(new Sample.Counts(2000 * SCRAPES, 20 * SCRAPES));
        assertThat(history.phi()).isCloseTo(20.2, within(0.01));
        assertThat(history.intervals()).isEqualTo(SCRAPES);
    }

    @Test
    void measures_latencies_at_a_bound_that_some_requests_miss() throws Exception {
        Behaviour twoInstances = StubPrometheus.result(
                "matrix",
                Stream.of(
                                counter("a", "0.1", 900),
                                counter("b", "0.1", 1000),
                                counter("a", "+Inf", 1000),
                                counter("b", "+Inf", 1000))
                        .collect(joining(",", "[", "]")));
        History history = history(twoInstances, new Metric.Latency());
        assertThat(history.phi()).isCloseTo(2 * 1000 * 0.05 * 0.05 / (0.05 * 0.95), within(0.01));
        assertThat(history.intervals()).isEqualTo(SCRAPES);
    }

    @Test
    void is_missing_where_nothing_is_stable_yet() throws Exception {
        try (StubPrometheus stub = new StubPrometheus(StubPrometheus.result("matrix", "[]"));
                PrometheusSource source = new PrometheusSource(PrometheusConnection.to(stub.url()))) {
            History history = source.history(Subjects.first(), new Metric.ErrorRatio(), NOON, END, FIVE_PERCENT);
            assertThat(history.stable()).isInstanceOf(Sample.Missing.class);
            assertThat(stub.asked()).isEmpty();
        }
    }

    private static History history(Behaviour behaviour, Metric metric) throws Exception {
        try (StubPrometheus stub = new StubPrometheus(behaviour);
                PrometheusSource source = new PrometheusSource(PrometheusConnection.to(stub.url()))) {
            return source.history(Subjects.shop(Map.of()), metric, NOON, END, FIVE_PERCENT);
        }
    }

    private static String counter(String instance, int perScrape) {
        return counter(instance, "", perScrape);
    }

    /** A counter that grew by as much between any two scrapes. */
    private static String counter(String instance, String bound, int perScrape) {
        String values = IntStream.rangeClosed(0, SCRAPES)
                .mapToObj(scrape -> "[%d,\"%d\"]"
                        .formatted(NOON.getEpochSecond() + (long) scrape * SCRAPE_SECONDS, scrape * perScrape))
                .collect(joining(","));
        return "{\"metric\":{\"instance\":\"%s\",\"version\":\"1.0\",\"le\":\"%s\"},\"values\":[%s]}"
                .formatted(instance, bound, values);
    }
}
