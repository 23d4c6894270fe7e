package dev.sluice.analysis.sequential;

import java.util.List;

/**
 * Confidence sequence of the rate ratio p1/p0: at any moment, however often looked at, the true ratio has been between
 * these bounds all the time with probability 1−α on each side. For people; E decides.
 *
 * <p>Inverts test A: Howard, Ramdas and others, "Time-uniform, nonparametric, nonasymptotic confidence sequences"; Waudby-Smith
 * and Ramdas, "Estimating means of bounded random variables by betting".
 *
 * @param lower 0 when nothing is known
 * @param upper infinite when nothing is known
 */
public record RatioBand(double lower, double upper) {

    private static final double LEAST = 1e-9;
    private static final double MOST = 1e9;

    /** The band after these windows. */
    public static RatioBand of(List<Interval> seen, double alpha) {
        double enough = Math.log(1 / alpha);
        return new RatioBand(lower(seen, enough), upper(seen, enough));
    }

    /** The largest λ with ln E(λ) ≥ enough, where E tests p1 ≤ λ·p0 and falls with λ. */
    private static double lower(List<Interval> seen, double enough) {
        if (RateRatio.logE(seen, LEAST, Alternatives.WORSE) < enough) {
            return 0;
        }
        double low = Math.log(LEAST);
        double high = Math.log(MOST);
        for (int step = 0; step < 60; step++) {
            double middle = (low + high) / 2;
            if (RateRatio.logE(seen, Math.exp(middle), Alternatives.WORSE) >= enough) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp(low);
    }

    /** The smallest λ with ln E(λ) ≥ enough, where E tests p1 ≥ λ·p0 and grows with λ. */
    private static double upper(List<Interval> seen, double enough) {
        if (RateRatio.logE(seen, MOST, Alternatives.BETTER) < enough) {
            return Double.POSITIVE_INFINITY;
        }
        double low = Math.log(LEAST);
        double high = Math.log(MOST);
        for (int step = 0; step < 60; step++) {
            double middle = (low + high) / 2;
            if (RateRatio.logE(seen, Math.exp(middle), Alternatives.BETTER) >= enough) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return Math.exp(high);
    }
}
