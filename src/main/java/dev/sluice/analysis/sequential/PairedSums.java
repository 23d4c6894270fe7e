package dev.sluice.analysis.sequential;

import com.google.common.primitives.Doubles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * State of test S on one series.
 *
 * @param parts ln E of each bet, by part of the step mixture that has started
 * @param squares sum of the squared differences before
 * @param count how many there were
 * @param pending sum of the differences of a block that is not full yet
 * @param pendingCount how many are in it
 */
public record PairedSums(List<List<Double>> parts, double squares, long count, double pending, int pendingCount) {

    /** Before the first window. */
    public static final PairedSums NONE = new PairedSums(List.of(List.of(0., 0., 0., 0., 0., 0.)), 0, 0, 0, 0);

    /**
     * After one more window.
     *
     * @param difference candidate less stable less margin, so that over 0 is worse; 0 is skipped
     * @param block how many windows make one difference, for autocorrelated series; at least 1
     * @param part of the step mixture that is running, from 1
     */
    public PairedSums observe(double difference, int block, int part) {
        if (!Double.isFinite(difference) || difference == 0) {
            return this;
        }
        if (pendingCount + 1 < block) {
            return new PairedSums(parts, squares, count, pending + difference, pendingCount + 1);
        }
        double d = (pending + difference) / (pendingCount + 1);
        double rootMeanSquare = count == 0 ? 0 : Math.sqrt(squares / count);
        List<List<Double>> after = new ArrayList<>(Math.max(part, parts.size()));
        for (int i = 0; i < Math.max(part, parts.size()); i++) {
            after.add(bet(i < parts.size() ? parts.get(i) : NONE.parts.getFirst(), d, rootMeanSquare));
        }
        return new PairedSums(Collections.unmodifiableList(after), squares + d * d, count + 1, 0, 0);
    }

    /** ln E of the step mixture of {@code of} parts. */
    public double logE(int of) {
        double[] logs = new double[parts.size()];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = PairedBets.logE(Doubles.toArray(parts.get(i)));
        }
        return StepMixture.logE(logs, of);
    }

    private static List<Double> bet(List<Double> sums, double d, double rootMeanSquare) {
        double[] after = new double[PairedBets.size()];
        for (int i = 0; i < after.length; i++) {
            after[i] = sums.get(i) + PairedBets.increment(i, d, rootMeanSquare);
        }
        return Collections.unmodifiableList(Doubles.asList(after));
    }
}
