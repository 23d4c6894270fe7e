package dev.sluice.analysis.sequential;

/**
 * Finds late regressions: half of the stake stays on the evidence from the start, the other half is spread over tests
 * that start anew at each later step. A part that has not started yet is worth its stake.
 *
 * <p>Mixture of e-processes with weights fixed in advance; starting anew with the full α at each step would not be valid.
 */
public final class StepMixture {

    private StepMixture() {}

    /**
     * ln E of all parts.
     *
     * @param parts ln E of the parts that have started, in their order; at least the first
     * @param of how many parts there will be (K), at least 1
     */
    public static double logE(double[] parts, int of) {
        if (of <= 1) {
            return parts[0];
        }
        double later = Math.log(.5 / (of - 1));
        double sum = Math.log(.5) + parts[0];
        for (int s = 1; s < of; s++) {
            sum = LogSum.of(sum, later + (s < parts.length ? parts[s] : 0));
        }
        return sum;
    }
}
