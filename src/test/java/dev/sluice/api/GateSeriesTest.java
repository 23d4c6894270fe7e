package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.analysis.Gate;
import dev.sluice.analysis.History;
import dev.sluice.analysis.Look;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import dev.sluice.analysis.Verdict;
import dev.sluice.store.Verdicts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The series of a gate")
class GateSeriesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static Gate gate(Gate.Test test) {
        return new Gate("g", new Metric.ErrorRatio(), test, 1, Gate.OnFail.ROLL_BACK, Optional.empty());
    }

    private static GateSeries series(Gate gate, Sample history, List<Pair> pairs) {
        AnalysisRun run =
                AnalysisRun.begin(List.of(gate), .01, .05, 3).withHistory("eu", "g", new History(history, 1, 0));
        List<Verdicts.Row> rows = new ArrayList<>();
        for (Pair pair : pairs) {
            Instant from = NOON.plusSeconds(rows.size());
            Instant to = from.plusSeconds(1);
            run = run.observe(new Look("eu", 0, 1, true, true, from, to, Map.of("g", pair)));
            rows.addFirst(
                    new Verdicts.Row(rows.size(), "eu", from, to, 0, Verdict.INCONCLUSIVE, run.logE("g"), "", pair));
        }
        return GateSeries.of("g", true, rows, Optional.of(run));
    }

    private static Sample counts(long n, long x) {
        return new Sample.Counts(n, x);
    }

    @Test
    void has_both_arms_rates_the_oldest_first_with_source_and_band() {
        Gate errors = gate(new Gate.Test.Proportion(new Gate.Margin(1, 0), new Gate.Margin(3, .01), true));
        Pair sick = new Pair(counts(100, 8), counts(1900, 10)).from("prom");
        GateSeries series = series(errors, counts(20_000, 100), List.of(sick, sick));

        assertThat(series.points()).extracting(GateSeries.Point::from).containsExactly(NOON, NOON.plusSeconds(1));
        GateSeries.Point first = series.points().getFirst();
        assertThat(first.candidate()).isEqualTo(new GateSeries.ArmView(100L, .08));
        assertThat(first.source()).isEqualTo("prom");
        assertThat(first.step()).isEqualTo(1);
        assertThat(series.bands()).singleElement().satisfies(band -> {
            assertThat(band.lower()).isGreaterThan(2);
            assertThat(band.overSeconds()).isNull();
        });
    }

    @Test
    void of_a_latency_gate_is_about_the_bound_of_its_band() {
        Gate latency = gate(new Gate.Test.Tail(1, new Gate.Margin(1, 0), new Gate.Margin(3, .01), true));
        Sample fast = new Sample.Histogram(1000, new TreeMap<>(Map.of(.1, 500L, 1.0, 990L)));
        Sample slow = new Sample.Histogram(100, new TreeMap<>(Map.of(.1, 20L, 1.0, 90L)));
        GateSeries series = series(latency, fast, List.of(new Pair(slow, fast)));

        assertThat(series.bands().getFirst().overSeconds()).isEqualTo(.1);
        assertThat(series.points().getFirst().candidate()).isEqualTo(new GateSeries.ArmView(100L, .8));
    }

    @Test
    void leaves_out_an_arm_of_which_nothing_was_read() {
        Gate errors = gate(new Gate.Test.Proportion(new Gate.Margin(1, 0), new Gate.Margin(3, .01), true));
        Pair half = new Pair(new Sample.Missing("no series"), counts(1900, 10));
        GateSeries.Point point =
                series(errors, counts(20_000, 100), List.of(half)).points().getFirst();

        assertThat(point.candidate()).isNull();
        assertThat(point.stable()).isNotNull();
    }
}
