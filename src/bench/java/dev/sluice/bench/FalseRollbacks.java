package dev.sluice.bench;

import dev.sluice.analysis.JudgeStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A harmless version, looked at 200 times while the weight goes 5 → 20 → 50 → 100 %. */
record FalseRollbacks(Runs runs) {

    private static final double[] RATES = {.0001, .001, .005, .01, .1, .5};

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (boolean drift : new boolean[] {false, true}) {
            for (double p : RATES) {
                String name = "falseRollback" + (drift ? "SharedDrift" : "") + " p=" + Figure.number(p);
                double[] most = runs.of(name, random -> mostEvidence(random, p, drift));
                for (double alpha : new double[] {.05, .01}) {
                    double rate = Runs.share(most, Math.log(1 / alpha));
                    figures.add(new Figure(
                            name + " alpha=" + alpha,
                            rate,
                            "share",
                            "alpha " + alpha,
                            rate / alpha,
                            "at most alpha",
                            rate <= alpha));
                }
            }
        }
        return figures;
    }

    private static double mostEvidence(SplittableRandom random, double p, boolean drift) {
        Rollout rollout = Rollout.USUAL;
        long before = 20_000;
        JudgeStream stream = Streams.against(Rollout.arm(before, Binomial.draw(random, before, p)), rollout.parts(), 1);
        double walk = 0;
        double most = 0;
        for (int step = 0; step < rollout.shares().size(); step++) {
            if (step > 0) {
                stream.newStep();
            }
            long n1 = Math.round(rollout.requests() * rollout.shares().get(step));
            for (int look = 0; look < rollout.looks(); look++) {
                walk += drift ? (random.nextDouble() - .5) * .3 : 0;
                double now = p * Math.exp(walk) / (1 - p + p * Math.exp(walk));
                most = Math.max(
                        most,
                        stream.take(Rollout.window(random, n1, now, rollout.requests() - n1, now))
                                .logE());
            }
        }
        return most;
    }
}
