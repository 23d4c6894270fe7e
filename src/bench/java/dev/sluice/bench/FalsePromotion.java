package dev.sluice.bench;

import dev.sluice.analysis.JudgeStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A version that is exactly as bad as the safe margin allows: how often is it proven to be better? */
record FalsePromotion(Runs runs) {

    private static final double BETA = .05;

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (double p : new double[] {.0001, .001, .01, .1}) {
            String name = "falsePromotion on the margin p=" + Figure.number(p);
            double rate = Runs.share(runs.of(name, random -> mostEvidence(random, p)), Math.log(1 / BETA));
            figures.add(new Figure(name, rate, "share", "beta " + BETA, rate / BETA, "at most beta", rate <= BETA));
        }
        double[] needed = runs.of("proof", FalsePromotion::requestsToProve);
        figures.add(new Figure(
                "candidateRequestsToProveSafe p=0.001",
                Runs.mean(needed),
                "requests",
                "about 400 in the design",
                Runs.mean(needed) / 400,
                "about 400",
                Runs.mean(needed) < 500));
        return figures;
    }

    private static double mostEvidence(SplittableRandom random, double p) {
        JudgeStream stream = Streams.inFavour(Rollout.arm(20_000, Binomial.draw(random, 20_000, p)), 3, .01);
        double most = 0;
        for (int look = 0; look < 200; look++) {
            most = Math.max(
                    most,
                    stream.take(Rollout.window(random, 100, 3 * p + .01, 1900, p))
                            .logE());
        }
        return most;
    }

    private static double requestsToProve(SplittableRandom random) {
        JudgeStream stream = Streams.inFavour(Rollout.arm(20_000, Binomial.draw(random, 20_000, .001)), 3, .01);
        double requests = 0;
        double logE = 0;
        while (logE < Math.log(1 / BETA) && requests < 20_000) {
            requests += 20;
            logE = stream.take(Rollout.window(random, 20, .001, 380, .001)).logE();
        }
        return requests;
    }
}
