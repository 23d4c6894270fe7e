package dev.sluice.bench;

import dev.sluice.analysis.StreamArm;
import dev.sluice.analysis.StreamWindow;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * How a simulated rollout goes.
 *
 * @param shares the candidate's share at each step
 * @param looks at each step
 * @param requests of both arms in a look
 */
record Rollout(List<Double> shares, int looks, long requests) {

    static final Rollout USUAL = new Rollout(List.of(.05, .2, .5, 1.), 50, 2000);

    /** Steps with a control: K of the step mixture. */
    int parts() {
        int parts = 0;
        for (double share : shares) {
            parts += share < 1 ? 1 : 0;
        }
        return Math.max(1, parts);
    }

    static StreamWindow window(SplittableRandom random, long n1, double p1, long n0, double p0) {
        return counts(n1, Binomial.draw(random, n1, p1), n0, Binomial.draw(random, n0, p0));
    }

    static StreamWindow counts(long n1, long x1, long n0, long x0) {
        return new StreamWindow(arm(n1, x1), arm(n0, x0), OptionalDouble.empty());
    }

    static StreamArm arm(long n, long x) {
        return new StreamArm((double) n, (double) x, StreamArm.NOTHING.atMost());
    }
}
