package dev.sluice.bench;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.analysis.Gate;
import dev.sluice.analysis.History;
import dev.sluice.analysis.Look;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** A harmless version in three regions, one after the other, through everything that a release goes through: with before/after at 100 %. */
record WholeRelease(Runs runs) {

    private static final double P = .005;

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (double alpha : new double[] {.05, .01}) {
            double rate = Runs.mean(runs.of("whole" + alpha, random -> failed(random, alpha)));
            figures.add(new Figure(
                    "falseRollbackWholeRelease 3 regions in turn, before/after at 100 %, p=0.005 alpha=" + alpha,
                    rate,
                    "share",
                    "alpha " + alpha,
                    rate / alpha,
                    "at most alpha",
                    rate <= alpha));
        }
        return figures;
    }

    private static double failed(SplittableRandom random, double alpha) {
        Gate.Test test = new Gate.Test.Proportion(new Gate.Margin(1, 0), new Gate.Margin(3, .01), true);
        Gate gate = new Gate("errors", new Metric.ErrorRatio(), test, 1, Gate.OnFail.ROLL_BACK, Optional.empty());
        Rollout rollout = Rollout.USUAL;
        AnalysisRun run = AnalysisRun.begin(List.of(gate), alpha, .05, rollout.parts());
        Instant from = Instant.EPOCH;
        for (String region : List.of("eu", "us", "pl")) {
            run = run.withHistory(region, "errors", new History(counts(random, 20_000), 1, 0));
            for (int look = 0; look < rollout.shares().size() * rollout.looks(); look++) {
                int step = look / rollout.looks();
                long n1 = Math.round(rollout.requests() * rollout.shares().get(step));
                boolean compared = n1 < rollout.requests();
                Sample stable = compared ? counts(random, rollout.requests() - n1) : new Sample.Missing("no control");
                Pair pair = new Pair(counts(random, n1), stable);
                Instant to = from.plusSeconds(1);
                run = run.observe(new Look(region, step, step + 1, compared, true, from, to, Map.of("errors", pair)));
                from = to;
            }
        }
        return run.failed().isEmpty() ? 0 : 1;
    }

    private static Sample counts(SplittableRandom random, long n) {
        return new Sample.Counts(n, Binomial.draw(random, n, P));
    }
}
