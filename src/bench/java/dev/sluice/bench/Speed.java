package dev.sluice.bench;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.analysis.Ask;
import dev.sluice.analysis.Gate;
import dev.sluice.analysis.History;
import dev.sluice.analysis.Look;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import dev.sluice.analysis.Verdict;
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
        measure(false);
        double window = measure(false);
        measure(true);
        double verdict = measure(true) - window;
        return List.of(
                new Figure(
                        "costOfOneWindow, one error gate with margin 1.2 + 0.2 points, one core",
                        window,
                        "microseconds",
                        "20 in the design",
                        window / 20,
                        "at most 20",
                        window <= 20),
                Figure.shown("costOfOneVerdict with its sentences, one core", verdict, "microseconds", "", Double.NaN));
    }

    private static double measure(boolean judged) {
        Gate.Margin margin = new Gate.Margin(1.2, .002);
        Gate gate = new Gate(
                "errors",
                new Metric.ErrorRatio(),
                new Gate.Test.Proportion(margin, new Gate.Margin(3, .01), true),
                1,
                Gate.OnFail.ROLL_BACK,
                Optional.empty());
        AnalysisRun run = AnalysisRun.begin(List.of(gate), .01, .05, 3)
                .withHistory("eu", "errors", new History(new Sample.Counts(20_000, 100), 1, 0));
        Instant from = Instant.EPOCH;
        int verdicts = 0;
        long start = System.nanoTime();
        for (int i = 0; i < WINDOWS; i++) {
            Pair pair = new Pair(new Sample.Counts(100, i % 3 == 0 ? 1 : 0), new Sample.Counts(1900, 9 + i % 3));
            Instant to = from.plusSeconds(1);
            run = run.observe(new Look("eu", 0, 1, true, true, from, to, Map.of("errors", pair)));
            if (judged) {
                Duration minute = Duration.ofMinutes(1);
                Ask ask = new Ask("eu", 0, Instant.EPOCH, minute, minute, true, true, to);
                verdicts += run.judge(ask).verdict() == Verdict.PASS ? 1 : 0;
            }
            from = to;
        }
        long nanos = System.nanoTime() - start;
        if (judged && verdicts == 0) {
            throw new IllegalStateException("a healthy candidate never passed");
        }
        return nanos / 1000.0 / WINDOWS;
    }
}
