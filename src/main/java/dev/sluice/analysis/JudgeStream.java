package dev.sluice.analysis;

import dev.sluice.analysis.sequential.StepMixture;
import java.util.List;
import java.util.Optional;

/**
 * One stream of {@code ./sluice judge}: a single test that takes window after window. Remembers the most evidence that
 * there was, which by Ville's inequality is what p is about.
 */
public final class JudgeStream {

    private final StreamHeader header;
    private StreamTest test;
    private int part = 1;
    private double most = Double.NEGATIVE_INFINITY;

    /**
     * A stream from its header line.
     *
     * @throws IllegalArgumentException naming the field that can't be used
     */
    public JudgeStream(StreamHeader header) {
        header.check();
        this.header = header;
        this.test = StreamTest.of(header);
    }

    /** What is said after a line. */
    public enum Says {
        CONTINUE,
        FAIL,
        PASS,
        NO_DATA
    }

    /**
     * The answer to a line.
     *
     * @param logE natural logarithm of the evidence so far
     * @param p anytime-valid: 1 over the most evidence so far, at most 1
     * @param reason of NO_DATA; empty otherwise
     */
    public record Answer(double logE, double p, Says verdict, String reason) {}

    /** Starts the next part of the step mixture; answers which one. */
    public int newStep() {
        part = Math.min(part + 1, header.steps());
        return part;
    }

    /** Takes the next window. */
    public Answer take(StreamWindow window) {
        Optional<String> unusable = test.unusable(window);
        if (unusable.isEmpty()) {
            test = test.observe(window, part);
        }
        double logE = test.logE();
        most = Math.max(most, logE);
        double p = Math.min(1, Math.exp(-most));
        return new Answer(logE, p, says(unusable.isPresent()), unusable.orElse(""));
    }

    private Says says(boolean noData) {
        Optional<Says> own = test.says();
        if (own.isPresent()) {
            return own.orElseThrow();
        }
        if (header.test().equals("N") ? most >= Math.log(1 / header.beta()) : most >= Math.log(1 / header.alpha())) {
            return header.test().equals("N") ? Says.PASS : Says.FAIL;
        }
        return noData ? Says.NO_DATA : Says.CONTINUE;
    }

    static double stepMixture(List<Double> parts, int of) {
        return StepMixture.logE(parts.stream().mapToDouble(it -> it).toArray(), of);
    }
}
