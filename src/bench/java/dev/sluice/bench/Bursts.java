package dev.sluice.bench;

import dev.sluice.analysis.JudgeStream;
import dev.sluice.analysis.sequential.Dispersion;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A harmless version whose requests fail five at a time, with φ measured on 240 intervals of stable, and without φ. */
record Bursts(Runs runs) {

    private static final double P = .01;
    private static final int SIZE = 5;
    private static final int SLICES = 100;
    private static final long IN_A_SLICE = 20;

    List<Figure> figures() {
        double[] tempered = runs.of("bursts", random -> mostEvidence(random, phi(random)));
        double[] naive = runs.of("bursts", random -> mostEvidence(random, 1));
        List<Figure> figures = new ArrayList<>();
        for (double alpha : new double[] {.05, .01}) {
            double rate = Runs.share(tempered, Math.log(1 / alpha));
            double without = Runs.share(naive, Math.log(1 / alpha));
            figures.add(new Figure(
                    "falseRollbackBursts of 5, phi from 240 intervals, alpha=" + alpha,
                    rate,
                    "share",
                    "without phi " + without,
                    rate / Math.max(without, 1e-9),
                    "at most alpha",
                    rate <= alpha));
        }
        return figures;
    }

    /** Measured as the own router counts: by slice of the sticky hash. */
    private static double phi(SplittableRandom random) {
        long[][] n = new long[Dispersion.LEAST_INTERVALS][SLICES];
        long[][] x = new long[Dispersion.LEAST_INTERVALS][SLICES];
        for (int t = 0; t < n.length; t++) {
            for (int slice = 0; slice < SLICES; slice++) {
                n[t][slice] = IN_A_SLICE;
                x[t][slice] = bad(random, IN_A_SLICE);
            }
        }
        return Dispersion.phi(n, x, .05);
    }

    private static long bad(SplittableRandom random, long n) {
        return SIZE * Binomial.draw(random, n / SIZE, P);
    }

    private static double mostEvidence(SplittableRandom random, double phi) {
        Rollout rollout = Rollout.USUAL;
        JudgeStream stream = Streams.against(Rollout.arm(20_000, bad(random, 20_000)), rollout.parts(), phi);
        double most = 0;
        for (int step = 0; step < rollout.parts(); step++) {
            if (step > 0) {
                stream.newStep();
            }
            long n1 = Math.round(rollout.requests() * rollout.shares().get(step));
            long n0 = rollout.requests() - n1;
            for (int look = 0; look < rollout.looks(); look++) {
                most = Math.max(
                        most,
                        stream.take(Rollout.counts(n1, bad(random, n1), n0, bad(random, n0)))
                                .logE());
            }
        }
        return most;
    }
}
