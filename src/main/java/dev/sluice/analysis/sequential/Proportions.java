package dev.sluice.analysis.sequential;

/**
 * Tests C and N: is the candidate's share of bad requests over a margin line, or is it proven to be under it?
 *
 * <p>Block likelihood ratio of an alternative against its reverse information projection on the line, which makes its
 * expectation at most 1 for every pair of rates on the harmless side, whatever these rates do from window to window.
 * The predicted rate of stable decides how strong the test is, never whether it is valid.
 *
 * <p>Turner, Ly, Grünwald, "Generic E-variables for exact sequential k-sample tests" (2021/22).
 */
public final class Proportions {

    private Proportions() {}

    /** Stable's rate as predicted from what was seen before: (x+½)/(n+1). */
    public static double predicted(double n, double x) {
        return (x + .5) / (n + 1);
    }

    /** The candidate's rate under the alternative of test C: the odds on the margin line, multiplied. 1 where that is no rate. */
    public static double worse(double predicted, MarginLine margin, double multiplier) {
        double border = margin.at(predicted);
        return border >= 1 ? 1 : multiplier * border / (1 - border + multiplier * border);
    }

    /**
     * Test C, null p1 ≤ λ·p0 + δ: log increment of one window.
     *
     * @param predicted stable's predicted rate, in (0, 1)
     * @param multiplier g, over 1
     */
    public static double against(Interval seen, MarginLine margin, double predicted, double multiplier) {
        double p1 = worse(predicted, margin, multiplier);
        return p1 >= 1 ? 0 : increment(seen, margin, p1, predicted);
    }

    /**
     * Test N, null p1 ≥ λ·p0 + δ: log increment of one window; large when the candidate is proven not worse.
     *
     * @param kappa κ, the candidate's rate under the alternative as a multiple of stable's
     */
    public static double inFavour(Interval seen, MarginLine margin, double predicted, double kappa) {
        double p1 = kappa * predicted;
        double border = margin.at(predicted);
        return border >= 1 || p1 >= border ? 0 : increment(seen, margin, p1, predicted);
    }

    private static double increment(Interval seen, MarginLine margin, double p1, double p0) {
        if (!seen.comparable()) {
            return 0;
        }
        double q = margin.project(seen.n1(), seen.n0(), p1, p0);
        return arm(seen.n1(), seen.x1(), p1, margin.at(q)) + arm(seen.n0(), seen.x0(), p0, q);
    }

    /** Log likelihood ratio of one arm: x·ln(p/r) + (n−x)·ln((1−p)/(1−r)). */
    static double arm(double n, double x, double p, double r) {
        double bad = x > 0 ? x * Math.log(p / r) : 0;
        double good = n > x ? (n - x) * Math.log1p((r - p) / (1 - r)) : 0;
        return bad + good;
    }
}
