package dev.sluice.analysis.sequential;

import java.util.List;

/**
 * About how many more candidate requests are needed: what is missing in ln E over the expected increment of a request
 * under the assumed rates, for the alternative that gets there first. An estimate for people and previews.
 *
 * <p>Wald's identity; Turner, Ly, Grünwald, "Generic E-variables for exact sequential k-sample tests", section 5.
 *
 * @param p1 candidate's rate as assumed
 * @param p0 stable's rate as assumed, and as predicted
 * @param stablePerCandidate how many requests stable gets for one of the candidate's
 */
public record Outlook(double p1, double p0, double stablePerCandidate) {

    /**
     * Candidate requests until a regression is found. Infinite when the rates are not on the bad side of the margin.
     *
     * @param enough ln(1/α)
     * @param sums log increments so far, by alternative of {@link Alternatives#WORSE}
     */
    public double untilFound(MarginLine margin, double enough, List<Double> sums) {
        double least = Double.POSITIVE_INFINITY;
        Alternatives all = Alternatives.WORSE;
        for (int i = 0; i < all.size(); i++) {
            double each = Proportions.against(expected(), margin, p0, all.multiplier(i));
            least = Math.min(least, requests(enough - all.logWeight(i) - sums.get(i), each));
        }
        return least;
    }

    /**
     * Candidate requests until it is proven not worse than the margin. Infinite when the rates don't say so.
     *
     * @param enough ln(1/β)
     * @param sums log increments so far, by alternative of {@link Alternatives#HARMLESS}
     */
    public double untilProven(MarginLine margin, double enough, List<Double> sums) {
        double least = Double.POSITIVE_INFINITY;
        Alternatives all = Alternatives.HARMLESS;
        for (int i = 0; i < all.size(); i++) {
            double each = Proportions.inFavour(expected(), margin, p0, all.multiplier(i));
            least = Math.min(least, requests(enough - all.logWeight(i) - sums.get(i), each));
        }
        return least;
    }

    private Interval expected() {
        return new Interval(1, p1, stablePerCandidate, stablePerCandidate * p0);
    }

    private static double requests(double missing, double each) {
        return missing <= 0 ? 0 : each <= 0 ? Double.POSITIVE_INFINITY : missing / each;
    }
}
