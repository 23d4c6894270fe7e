package dev.sluice.bench;

import dev.sluice.analysis.JudgeStream;
import java.util.List;
import java.util.SplittableRandom;

/** A version that is harmless at 5 and 20 % and makes half as many errors again from the 50 % step on. */
record LateRegression(Runs runs) {

    private static final double P = .005;

    List<Figure> figures() {
        double with = Runs.share(runs.of("late", random -> mostEvidence(random, 3)), Math.log(100));
        double without = Runs.share(runs.of("late", random -> mostEvidence(random, 1)), Math.log(100));
        return List.of(
                new Figure(
                        "lateRegressionFound x1.5 of 0.5 % at the 50 % step, step mixture",
                        with,
                        "share",
                        "without step mixture " + without,
                        with / without,
                        "at least 0.9 (within 2 standard errors)",
                        with + 2 * Math.sqrt(.09 / runs.many()) >= .9),
                Figure.shown(
                        "lateRegressionFound x1.5 of 0.5 % at the 50 % step, evidence from the start alone",
                        without, "share", "0.61 in the design", without / .61));
    }

    private static double mostEvidence(SplittableRandom random, int steps) {
        JudgeStream stream = Streams.against(Rollout.arm(20_000, Binomial.draw(random, 20_000, P)), steps, 1);
        Rollout rollout = Rollout.USUAL;
        double most = 0;
        for (int step = 0; step < rollout.parts(); step++) {
            if (step > 0) {
                stream.newStep();
            }
            long n1 = Math.round(rollout.requests() * rollout.shares().get(step));
            for (int look = 0; look < rollout.looks(); look++) {
                double p1 = step == 2 ? 1.5 * P : P;
                most = Math.max(
                        most,
                        stream.take(Rollout.window(random, n1, p1, rollout.requests() - n1, P))
                                .logE());
            }
        }
        return most;
    }
}
