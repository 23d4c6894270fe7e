package dev.sluice.bench;

import java.util.Arrays;

/**
 * Kayenta's judge with its defaults: the Mann-Whitney confidence interval of the shift between the rates of the windows
 * (confidence 0.98) must lie above a quarter of the estimated shift.
 *
 * <p>After the description of Kayenta's MannWhitneyClassifier: normal approximation of the interval, Hodges-Lehmann
 * estimate.
 */
final class MannWhitney {

    private static final double TOLERANCE = .25;

    /** 99 % quantile of the standard normal distribution: two-sided confidence 0.98. */
    private static final double Z = 2.3263478740408408;

    private MannWhitney() {}

    /** Whether the candidate's rates are called too high. */
    static boolean high(double[] candidate, double[] stable, int windows) {
        double[] differences = new double[windows * windows];
        for (int i = 0; i < windows; i++) {
            for (int j = 0; j < windows; j++) {
                differences[i * windows + j] = candidate[i] - stable[j];
            }
        }
        Arrays.sort(differences);
        double all = (double) windows * windows;
        double spread = Z * Math.sqrt(all * (2.0 * windows + 1) / 12);
        int rank = (int) Math.floor(all / 2 - spread);
        if (rank < 1) {
            return false;
        }
        double estimate = differences[differences.length / 2];
        return differences[rank - 1] > TOLERANCE * Math.abs(estimate);
    }
}
