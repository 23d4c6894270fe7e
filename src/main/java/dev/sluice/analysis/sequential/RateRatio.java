package dev.sluice.analysis.sequential;

import java.util.List;

/**
 * Test A: is the candidate's rate more than λ times stable's, without knowing any base rate?
 *
 * <p>Given all bad requests of a window, each is the candidate's with probability n1·λ/(n1·λ+n0) on the border of the
 * null. Lindon, Sanden, Shirikian, "Rapid Regression Detection in Software Deployments through Sequential Testing" (KDD
 * 2022), with the mixture of {@link Alternatives}.
 */
public final class RateRatio {

    private RateRatio() {}

    /**
     * Log increment of one window.
     *
     * @param ratio λ, over 0: null p1 ≤ λ·p0 for g over 1, p1 ≥ λ·p0 for g under 1
     * @param multiplier g
     */
    public static double increment(Interval seen, double ratio, double multiplier) {
        if (!seen.comparable()) {
            return 0;
        }
        double share = seen.n1() * ratio;
        double own = seen.x1() > 0 ? seen.x1() * Math.log(multiplier) : 0;
        double all = seen.x1() + seen.x0();
        return own - (all > 0 ? all * Math.log1p(share * (multiplier - 1) / (share + seen.n0())) : 0);
    }

    /** ln E after all these windows. */
    public static double logE(List<Interval> seen, double ratio, Alternatives alternatives) {
        double[] logs = new double[alternatives.size()];
        double[] weights = new double[alternatives.size()];
        for (int i = 0; i < logs.length; i++) {
            weights[i] = alternatives.logWeight(i);
            for (Interval interval : seen) {
                logs[i] += increment(interval, ratio, alternatives.multiplier(i));
            }
        }
        return LogSum.of(weights, logs);
    }
}
