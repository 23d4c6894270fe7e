package dev.sluice.bench;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.analysis.Evidence;
import dev.sluice.analysis.Gate;
import dev.sluice.analysis.History;
import dev.sluice.analysis.Look;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one window costs, through everything that the engine calls. */
final class Speed {

    private static final int WINDOWS = 200_000;

    private Speed() {}

    static List<Figure> figures() {
        measure(WINDOWS);
        double micros = measure(WINDOWS);
        return List.of(new Figure(
                "costOfOneWindow, one error gate with margin 1.2 + 0.2 points, one core",
                micros,
                "microseconds",
                "20 in the design",
                micros / 20,
                "at most 20",
                micros <= 20));
    }

    private static double measure(int windows) {
        Gate.Margin margin = new Gate.Margin(1.2, .002);
        Gate gate = new Gate(
                "errors",
                new Metric.ErrorRatio(),
                new Gate.Test.Proportion(margin, new Gate.Margin(3, .01), true),
                1,
                Gate.OnFail.ROLL_BACK,
                Optional.empty());
        AnalysisRun run = AnalysisRun.begin(List.of(gate), .01, .05, 3, new Evidence(50, 3), Duration.ZERO)
                .withHistory("eu", "errors", new History(new Sample.Counts(20_000, 100), 1, 0));
        Instant from = Instant.EPOCH;
        long start = System.nanoTime();
        for (int i = 0; i < windows; i++) {
            Pair pair = new Pair(new Sample.Counts(100, i % 3 == 0 ? 1 : 0), new Sample.Counts(1900, 9 + i % 3));
            Instant to = from.plusSeconds(1);
            run = run.observe(new Look("eu", 0, 1, true, true, from, to, Map.of("errors", pair)));
            from = to;
        }
        return (System.nanoTime() - start) / 1000.0 / windows;
    }
}
