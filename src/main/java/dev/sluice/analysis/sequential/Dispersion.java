package dev.sluice.analysis.sequential;

/**
 * How far requests are from being independent: φ, the variance of a rate between groups of stable's traffic over what
 * independent requests would give.
 *
 * <p>Pearson's estimate of overdispersion (McCullagh, Nelder, "Generalized linear models", section 4.5). Groups are
 * compared inside the same span, so that a shock that all of them share cancels. Dividing counts by φ is approximate.
 */
public final class Dispersion {

    /** Fewer intervals than this say too little. */
    public static final int LEAST_INTERVALS = 240;

    private Dispersion() {}

    /**
     * φ of slices of the sticky hash. The larger of two: between groups as large as the candidate's share in each
     * interval, which sees bursts; and between single slices over the whole span, which sees the heavy client whose
     * trouble lasts.
     *
     * @param n requests by interval and slice; all intervals have the same number of slices
     * @param x bad ones of them
     * @param share the candidate's share of the traffic, over 0 to 1
     * @return at least 1; 1 where nothing can be measured
     */
    public static double phi(long[][] n, long[][] x, double share) {
        if (n.length == 0) {
            return 1;
        }
        int slices = n[0].length;
        int width = Math.clamp(Math.round(share * slices), 1, Math.max(1, slices / 2));
        Pearson bursts = Pearson.NOTHING;
        for (int t = 0; t < n.length; t++) {
            bursts = bursts.plus(Pearson.of(n[t], x[t], width));
        }
        Pearson lasting = Pearson.of(summed(n, slices), summed(x, slices), 1);
        // Of few intervals the estimate is mostly noise, which would only make the judge slow.
        double seen = bursts.freedom() < LEAST_INTERVALS ? 1 : bursts.phi();
        return Math.max(1, Math.max(seen, lasting.phi()));
    }

    private static long[] summed(long[][] values, int slices) {
        long[] sums = new long[slices];
        for (long[] interval : values) {
            for (int i = 0; i < slices; i++) {
                sums[i] += interval[i];
            }
        }
        return sums;
    }

    /** Pearson's χ² between groups and its degrees of freedom. */
    private record Pearson(double squares, double freedom) {

        static final Pearson NOTHING = new Pearson(0, 0);

        static Pearson of(long[] n, long[] x, int width) {
            double allN = sum(n, 0, n.length - n.length % width);
            double p = sum(x, 0, n.length - n.length % width) / allN;
            if (!(p > 0 && p < 1)) {
                return NOTHING;
            }
            double squares = 0;
            int groups = 0;
            for (int start = 0; start + width <= n.length; start += width) {
                double groupN = sum(n, start, width);
                if (groupN > 0) {
                    double off = sum(x, start, width) - groupN * p;
                    squares += off * off / (groupN * p * (1 - p));
                    groups++;
                }
            }
            return groups < 2 ? NOTHING : new Pearson(squares, groups - 1.0);
        }

        Pearson plus(Pearson other) {
            return new Pearson(squares + other.squares, freedom + other.freedom);
        }

        double phi() {
            return freedom <= 0 ? 1 : squares / freedom;
        }

        private static double sum(long[] values, int start, int width) {
            double sum = 0;
            for (int i = start; i < start + width; i++) {
                sum += values[i];
            }
            return sum;
        }
    }
}
