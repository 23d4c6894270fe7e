package dev.sluice.bench;

import dev.sluice.analysis.JudgeStream;
import java.util.List;
import java.util.SplittableRandom;

/** At 100 % there is nothing to compare with: the comparison stands still, before/after goes on. */
record WithoutControl(Runs runs) {

    List<Figure> figures() {
        double[] moved = runs.of("still", WithoutControl::moved);
        double[] looks = runs.of("beforeAfter", WithoutControl::looks);
        return List.of(
                new Figure(
                        "evidenceChangeAt100Percent, 6 % errors after 1 %",
                        Runs.mean(moved),
                        "nats",
                        "no control",
                        Double.NaN,
                        "0: comparison stands still",
                        Runs.mean(moved) == 0),
                new Figure(
                        "looksToFindBeforeAfter 0.5 %→8 %, 150 requests a look",
                        Runs.mean(looks),
                        "looks",
                        "2 in the design",
                        Runs.mean(looks) / 2,
                        "at most 2",
                        Runs.mean(looks) <= 2));
    }

    private static double moved(SplittableRandom random) {
        JudgeStream stream = Streams.against(Rollout.arm(20_000, 200), 1, 1);
        double before = stream.take(Rollout.window(random, 100, .01, 1900, .01)).logE();
        return stream.take(Rollout.window(random, 2000, .06, 0, .01)).logE() - before;
    }

    private static double looks(SplittableRandom random) {
        JudgeStream stream = Streams.beforeAfter(Rollout.arm(20_000, 100));
        int looks = 0;
        double logE = 0;
        while (logE < Math.log(100) && looks < 1000) {
            looks++;
            logE = stream.take(Rollout.window(random, 150, .08, 0, 0)).logE();
        }
        return looks;
    }
}
