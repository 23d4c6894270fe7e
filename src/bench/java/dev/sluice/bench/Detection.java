package dev.sluice.bench;

import dev.sluice.analysis.JudgeStream;
import dev.sluice.analysis.sequential.Interval;
import dev.sluice.analysis.sequential.MarginLine;
import dev.sluice.analysis.sequential.Proportions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** How many candidate requests it takes to find a regression at 5 %, beside the least that any such test could need. */
record Detection(Runs runs) {

    /**
     * A regression.
     *
     * @param measured candidate requests when the design was written
     * @param candidate requests of the candidate in a look
     */
    record Case(double p0, double p1, double measured, long candidate) {}

    static final List<Case> CASES = List.of(
            new Case(.01, .02, 1603, 5),
            new Case(.01, .06, 128, 5),
            new Case(.001, .003, 5049, 20),
            new Case(.1, .2, 147, 5));

    private static final double ALPHA = .01;
    private static final long MOST = 200_000;

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        for (Case it : CASES) {
            String name =
                    "candidateRequestsToDetect " + it.p0() + "→" + it.p1() + " at 5 %, looks of " + it.candidate();
            double mean = Runs.mean(runs.of(name, random -> requests(random, it)));
            double bound = Math.log(1 / ALPHA) / ofOne(it);
            double off = mean / it.measured();
            figures.add(new Figure(
                    name,
                    mean,
                    "requests",
                    Math.round(it.measured()) + " in the design",
                    off,
                    "within 5 % of the design, or fewer",
                    off <= 1.05));
            figures.add(new Figure(
                    "detectionOverBestPossible " + it.p0() + "→" + it.p1(),
                    mean / bound,
                    "ratio",
                    "two-sample bound " + Math.round(bound),
                    mean / bound,
                    "at most 1.5",
                    mean / bound <= 1.5));
        }
        return figures;
    }

    static double requests(SplittableRandom random, Case it) {
        JudgeStream stream = Streams.against(Rollout.arm(20_000, Binomial.draw(random, 20_000, it.p0())), 1, 1);
        long candidate = 0;
        while (candidate < MOST) {
            candidate += it.candidate();
            var answer = stream.take(Rollout.window(random, it.candidate(), it.p1(), 19 * it.candidate(), it.p0()));
            if (answer.logE() >= Math.log(1 / ALPHA)) {
                return (double) candidate;
            }
        }
        return (double) MOST;
    }

    /** Expected log increment of one candidate request for the test that knows both rates. */
    private static double ofOne(Case it) {
        Interval expected = new Interval(1, it.p1(), 19, 19 * it.p0());
        double odds = it.p1() / (1 - it.p1()) / (it.p0() / (1 - it.p0()));
        return Proportions.against(expected, MarginLine.EQUAL, it.p0(), odds);
    }
}
