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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One user whose requests all fail, whichever version answers, and whose sticky key is in the candidate from the first
 * request on: how often a harmless version is rolled back, with users counted and without. And what counting users costs
 * where the version is really worse.
 */
record NoisyUser(Runs runs) {

    private static final double P = .005;
    private static final double ALPHA = .01;
    private static final int MOST_USERS = 8;
    private static final Gate.Margin NONE = new Gate.Margin(1, 0);
    private static final Gate.Margin USUAL = new Gate.Margin(1.2, .002);
    private static final Sample.Counts HISTORY = new Sample.Counts(20_000, 100);

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (Gate.Margin margin : List.of(USUAL, NONE)) {
            for (double part : new double[] {.01, .1, .5}) {
                String name =
                        "falseRollbackNoisyUser " + Math.round(part * 100) + " % of the candidate's requests, margin "
                                + margin.relative() + "+" + margin.absolute() + ", alpha=" + ALPHA;
                double rate = Runs.mean(runs.of(name, random -> harmless(random, margin, part, true)));
                double naive = Runs.mean(runs.times(.1).of(name, random -> harmless(random, margin, part, false)));
                figures.add(new Figure(
                        name, rate, "share", "without users " + naive, rate / ALPHA, "at most alpha", rate <= ALPHA));
            }
        }
        for (int users : new int[] {10, 30, 100, 1000}) {
            String name = "candidateRequestsToDetect 0.005→0.03 among " + users + " users of the candidate";
            double with = Runs.mean(runs.of(name, random -> toDetect(random, users, true)));
            double without = Runs.mean(runs.of(name, random -> toDetect(random, users, false)));
            double ratio = with / without;
            String against = "without users " + Math.round(without);
            // Of ten users one can't be left out for nothing.
            figures.add(
                    users < 100
                            ? Figure.shown(name, with, "requests", against, ratio)
                            : new Figure(name, with, "requests", against, ratio, "at most 1.1 times", ratio <= 1.1));
        }
        return figures;
    }

    private static AnalysisRun begin(Gate.Margin margin) {
        Gate.Test test = new Gate.Test.Proportion(margin, new Gate.Margin(3, .01), true);
        Gate gate = new Gate("errors", new Metric.ErrorRatio(), test, 1, Gate.OnFail.ROLL_BACK, Optional.empty());
        return AnalysisRun.begin(List.of(gate), ALPHA, .05, 3).withHistory("eu", "errors", new History(HISTORY, 1, 0));
    }

    private static AnalysisRun look(AnalysisRun run, int look, int step, Sample candidate, Sample stable) {
        Instant from = Instant.EPOCH.plusSeconds(look);
        Map<String, Pair> seen = Map.of("errors", new Pair(candidate, stable));
        return run.observe(new Look("eu", step, step + 1, true, true, from, from.plusSeconds(1), seen));
    }

    private static double harmless(SplittableRandom random, Gate.Margin margin, double part, boolean counted) {
        AnalysisRun run = begin(margin);
        double[] shares = {.05, .2, .5};
        for (int look = 0; look < 120; look++) {
            int step = look / 40;
            long n1 = Math.round(1000 * shares[step]);
            long n0 = 1000 - n1;
            long noisy = Binomial.draw(random, n1, part);
            long others = Binomial.draw(random, n1 - noisy, P);
            List<Sample.OfUser> users = new ArrayList<>();
            if (noisy > 0) {
                users.add(new Sample.OfUser(7, noisy, noisy));
            }
            for (int i = 0; i < others; i++) {
                users.add(new Sample.OfUser(random.nextInt(8, 1_000_000), 1, 1));
            }
            run = look(
                    run,
                    look,
                    step,
                    new Sample.Counts(n1, noisy + others, counted ? most(users) : List.of()),
                    new Sample.Counts(n0, Binomial.draw(random, n0, P)));
            if (!run.failed().isEmpty()) {
                return 1;
            }
        }
        return 0;
    }

    private static double toDetect(SplittableRandom random, int many, boolean counted) {
        AnalysisRun run = begin(NONE);
        for (int look = 0; look < 2_000; look++) {
            long[] bad = new long[many];
            long x1 = 0;
            for (int request = 0; request < 10; request++) {
                if (random.nextDouble() < .03) {
                    bad[random.nextInt(many)]++;
                    x1++;
                }
            }
            List<Sample.OfUser> users = new ArrayList<>();
            for (int user = 0; user < many; user++) {
                if (bad[user] > 0) {
                    users.add(new Sample.OfUser(user, bad[user], bad[user]));
                }
            }
            run = look(
                    run,
                    look,
                    0,
                    new Sample.Counts(10, x1, counted ? most(users) : List.of()),
                    new Sample.Counts(190, Binomial.draw(random, 190, P)));
            if (!run.failed().isEmpty()) {
                return 10.0 * (look + 1);
            }
        }
        return 20_000;
    }

    private static List<Sample.OfUser> most(List<Sample.OfUser> users) {
        return users.stream()
                .sorted(Comparator.comparingLong(Sample.OfUser::x).reversed())
                .limit(MOST_USERS)
                .toList();
    }
}
