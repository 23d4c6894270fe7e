package dev.sluice.bench;

import dev.sluice.analysis.JudgeStream;
import java.util.List;
import java.util.SplittableRandom;

/** A version that is harmless at 5 and 20 % and makes half as many errors again from the 50 % step on. */
record LateRegression(Runs runs, int before, int looks, double p) {

    List<Figure> figures() {
        double with = Runs.share(runs.of("late", random -> mostEvidence(random, 3)), Math.log(100));
        double without = Runs.share(runs.of("late", random -> mostEvidence(random, 1)), Math.log(100));
        return List.of(
                new Figure(
                        "lateRegressionFound x1.5 at the 50 % step, step mixture",
                        with, "share", "without step mixture " + without, with / without, "at least 0.9", with >= .9),
                new Figure(
                        "lateRegressionFound x1.5 at the 50 % step, evidence from the start alone",
                        without, "share", "0.61 in the design", without / .61, "shown", true));
    }

    double mostEvidence(SplittableRandom random, int steps) {
        JudgeStream stream = Streams.against(Rollout.arm(20_000, Binomial.draw(random, 20_000, p)), steps, 1);
        double[] shares = {.05, .2, .5};
        double most = 0;
        for (int step = 0; step < shares.length; step++) {
            if (step > 0) {
                stream.newStep();
            }
            long n1 = Math.round(2000 * shares[step]);
            for (int look = 0; look < (step == 2 ? looks : before); look++) {
                double p1 = step == 2 ? 1.5 * p : p;
                most = Math.max(
                        most,
                        stream.take(Rollout.window(random, n1, p1, 2000 - n1, p))
                                .logE());
            }
        }
        return most;
    }
}
