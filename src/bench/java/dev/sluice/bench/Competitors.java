package dev.sluice.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What others do with the same numbers. */
record Competitors(Runs runs) {

    private static final int LOOKS = 200;
    private static final long CANDIDATE = 100;
    private static final long STABLE = 1900;

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (int limit : new int[] {0, 3}) {
            double alarm = Runs.mean(runs.of("threshold", random -> threshold(random, .005, limit)));
            double blind = Runs.mean(runs.of("thresholdBlind", random -> threshold(random, .001, limit)));
            figures.add(shown("threshold 99 % failureLimit " + limit + ": false alarms at p=0.005", alarm));
            figures.add(shown("threshold 99 % failureLimit " + limit + ": 0.0001→0.001 found in 200 looks", blind));
        }
        for (double p : new double[] {.001, .01}) {
            figures.add(shown(
                    "peeked z-test, 5 % one-sided: false alarms in 200 looks at p=" + p,
                    Runs.mean(runs.of("z" + p, random -> peeked(random, p)))));
        }
        Runs fewer = runs.times(.1);
        for (double p : new double[] {.0001, .01}) {
            figures.add(shown(
                    "Kayenta Mann-Whitney, peeked: false alarms in 100 looks at p=" + p,
                    Runs.mean(fewer.of("mw" + p, random -> kayenta(random, p, p, 100) < 100 ? 1 : 0))));
        }
        figures.add(shown(
                "Kayenta Mann-Whitney, peeked: 0.0001→0.001 found in 100 looks",
                Runs.mean(fewer.of("mwBlind", random -> kayenta(random, .0001, .001, 100) < 100 ? 1 : 0))));
        figures.add(shown(
                "Sluice: 0.0001→0.001 found in 100 looks",
                Runs.mean(fewer.of("ours", random -> ours(random, .0001, .001, 100) < 100 ? 1 : 0))));
        for (double[] pair : new double[][] {{.01, .02}, {.01, .06}, {.1, .2}}) {
            String what = pair[0] + "→" + pair[1];
            double kayenta = Runs.mean(fewer.of(what, random -> kayenta(random, pair[0], pair[1], 100)));
            double ours = Runs.mean(fewer.of(what, random -> ours(random, pair[0], pair[1], 100)));
            figures.add(new Figure(
                    "Kayenta Mann-Whitney, peeked: looks of 100 requests to find " + what,
                    kayenta,
                    "looks",
                    "Sluice " + ours,
                    kayenta / ours,
                    "shown",
                    true));
        }
        return figures;
    }

    private static Figure shown(String name, double rate) {
        return Figure.shown(name, rate, "share", "", Double.NaN);
    }

    /** Success rate at least 99 % in a look, or it counts as failed; more than {@code limit} failed: alarm. */
    private static double threshold(SplittableRandom random, double p, int limit) {
        int failed = 0;
        for (int look = 0; look < LOOKS; look++) {
            failed += Binomial.draw(random, CANDIDATE, p) > CANDIDATE / 100 ? 1 : 0;
        }
        return failed > limit ? 1 : 0;
    }

    /** Pooled two-proportion z-test over everything so far, at every look. */
    private static double peeked(SplittableRandom random, double p) {
        double n1 = 0;
        double x1 = 0;
        double n0 = 0;
        double x0 = 0;
        for (int look = 0; look < LOOKS; look++) {
            n1 += CANDIDATE;
            n0 += STABLE;
            x1 += Binomial.draw(random, CANDIDATE, p);
            x0 += Binomial.draw(random, STABLE, p);
            double all = (x1 + x0) / (n1 + n0);
            double error = Math.sqrt(all * (1 - all) * (1 / n1 + 1 / n0));
            if (error > 0 && (x1 / n1 - x0 / n0) / error > 1.6448536269514722) {
                return 1;
            }
        }
        return 0;
    }

    /** Looks until Kayenta calls it high, at every look from the fifth on; {@code most} when it never does. */
    private static double kayenta(SplittableRandom random, double p0, double p1, int most) {
        double[] candidate = new double[most];
        double[] stable = new double[most];
        for (int look = 0; look < most; look++) {
            candidate[look] = Binomial.draw(random, CANDIDATE, p1) / (double) CANDIDATE;
            stable[look] = Binomial.draw(random, STABLE, p0) / (double) STABLE;
            if (look >= 4 && MannWhitney.high(candidate, stable, look + 1)) {
                return look + 1.0;
            }
        }
        return most;
    }

    private static double ours(SplittableRandom random, double p0, double p1, int most) {
        var stream = Streams.against(Rollout.arm(20_000, Binomial.draw(random, 20_000, p0)), 1, 1);
        for (int look = 0; look < most; look++) {
            if (stream.take(Rollout.window(random, CANDIDATE, p1, STABLE, p0)).logE() >= Math.log(100)) {
                return look + 1.0;
            }
        }
        return most;
    }
}
