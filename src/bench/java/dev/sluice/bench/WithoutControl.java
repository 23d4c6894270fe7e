package dev.sluice.bench;

import dev.sluice.analysis.JudgeStream;
import java.util.List;
import java.util.SplittableRandom;

/** At 100 % there is nothing to compare with: the comparison stands still, before/after goes on. */
record WithoutControl(Runs runs) {

    List<Figure> figures() {
        double[] moved = runs.of("still", WithoutControl::moved);
        double[] looks = runs.of("beforeAfter", WithoutControl::looks);
        double falsely = Runs.share(runs.of("falseBeforeAfter", WithoutControl::mostOfHarmless), Math.log(100));
        return List.of(
                new Figure(
                        "falseRollbackBeforeAfter 200 looks of 150 requests, 0.5 %→0.5 %, alpha=0.01",
                        falsely, "share", "alpha 0.01", falsely / .01, "at most alpha", falsely <= .01),
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

    private static double mostOfHarmless(SplittableRandom random) {
        JudgeStream stream = Streams.beforeAfter(Rollout.arm(20_000, Binomial.draw(random, 20_000, .005)));
        double most = 0;
        for (int look = 0; look < 200; look++) {
            most = Math.max(
                    most, stream.take(Rollout.window(random, 150, .005, 0, 0)).logE());
        }
        return most;
    }
}
