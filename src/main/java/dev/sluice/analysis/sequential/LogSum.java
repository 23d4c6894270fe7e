package dev.sluice.analysis.sequential;

/** Sums of exponentials, taken in log space so that nothing over- or underflows. */
public final class LogSum {

    private LogSum() {}

    /** ln(e^a + e^b). */
    public static double of(double a, double b) {
        double high = Math.max(a, b);
        return high == Double.NEGATIVE_INFINITY ? high : high + Math.log1p(Math.exp(Math.min(a, b) - high));
    }

    /** ln Σ e^(logWeight + value), of two arrays of the same length. */
    public static double of(double[] logWeights, double[] values) {
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.length; i++) {
            high = Math.max(high, logWeights[i] + values[i]);
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += Math.exp(logWeights[i] + values[i] - high);
        }
        return high + Math.log(sum);
    }

    /** ln of the mean of e^value; values must not be empty. */
    public static double mean(double[] values) {
        return of(new double[values.length], values) - Math.log(values.length);
    }
}
