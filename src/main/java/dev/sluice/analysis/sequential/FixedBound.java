package dev.sluice.analysis.sequential;

/**
 * Test H: is the candidate's rate over a bound that was fixed before the first look? For where there is no control.
 *
 * <p>One-sample likelihood-ratio mixture; Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting".
 */
public final class FixedBound {

    /** 99 % quantile of the standard normal distribution. */
    private static final double Z99 = 2.3263478740408408;

    private FixedBound() {}

    /**
     * Log increment of one window, null p1 ≤ bound.
     *
     * @param bound p0, in (0, 1); any other gives no evidence
     * @param multiplier g, by which the odds are multiplied
     */
    public static double increment(double n, double x, double bound, double multiplier) {
        if (!(bound > 0 && bound < 1)) {
            return 0;
        }
        double p1 = multiplier * bound / (1 - bound + multiplier * bound);
        return Proportions.arm(n, x, p1, bound);
    }

    /** Upper 99 % Wilson bound of a rate (one-sided): Wilson, "Probable inference" (1927). 1 when nothing was seen. */
    public static double wilsonUpper(double n, double x) {
        if (n <= 0) {
            return 1;
        }
        double p = x / n;
        double zz = Z99 * Z99;
        double spread = Z99 * Math.sqrt(p * (1 - p) / n + zz / (4 * n * n));
        return (p + zz / (2 * n) + spread) / (1 + zz / n);
    }

    /** The bound of a before/after comparison: the margin line over the upper Wilson bound of stable's rate. */
    public static double beforeAfter(double n, double x, MarginLine margin) {
        return margin.at(wilsonUpper(n, x));
    }
}
