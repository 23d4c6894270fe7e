package dev.sluice.analysis;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What must hold before the plan goes on, frozen in the plan.
 *
 * @param name unique in the plan
 * @param share of the release's α, over 0 to 1; the shares of all sequential gates sum to 1
 * @param test how the metric is judged
 * @param onFail what a FAIL of this gate does
 * @param steps indices of the plan's steps at which it is judged; empty: from the first to the end (background)
 */
public record Gate(
        String name, Metric metric, Test test, double share, OnFail onFail, Optional<Set<Integer>> steps, Rules rules) {

    /** A gate under the standard rules. */
    public Gate(String name, Metric metric, Test test, double share, OnFail onFail, Optional<Set<Integer>> steps) {
        this(name, metric, test, share, onFail, steps, Rules.STANDARD);
    }

    /** The same under other rules. */
    public Gate with(Rules other) {
        return new Gate(name, metric, test, share, onFail, steps, other);
    }

    /** What a FAIL does. */
    public enum OnFail {
        /** The candidate is taken out. */
        ROLL_BACK,
        /** It goes no further; after patience a person is asked. */
        HOLD,
        /** Nothing: it is only said. */
        REPORT
    }

    /** How a metric is judged. The letters are those of the design's table of tests. */
    public sealed interface Test {

        /** C while there is a control, H at 100 %; N for promotion. Needs {@link Sample.Counts}. */
        record Proportion(Margin margin, Margin safe, boolean safeRequired) implements Test {}

        /**
         * L while there is a control, H at the same bounds at 100 %; N at each bound. Needs {@link Sample.Histogram}.
         *
         * @param tolerance τ of at least 1: the candidate's share above b is compared with stable's above b/τ
         */
        record Tail(double tolerance, Margin margin, Margin safe, boolean safeRequired) implements Test {}

        /** S: one paired difference a window, shifted by {@code margin}. Needs {@link Sample.Value}. */
        record Paired(double margin, boolean lowerIsWorse) implements Test {}

        /**
         * T: a CEL condition on {@code result}, counted as Argo Rollouts counts. Not sequential: outside α.
         *
         * @param success empty: success is what is not failure
         * @param failure empty: failure is what is not success; where both are given and neither holds: inconclusive
         * @param count measurements after which the gate is done; 0: never done
         */
        record Condition(
                Optional<String> success,
                Optional<String> failure,
                Duration interval,
                Duration initialDelay,
                int count,
                int failureLimit,
                int inconclusiveLimit,
                int consecutiveErrorLimit,
                int consecutiveSuccessLimit)
                implements Test {}
    }

    /**
     * What may be worse before a user would notice: p1 ≤ relative·p0 + absolute.
     *
     * @param relative λ, at least 1
     * @param absolute δ as a share (0.01 is one percent point), 0 to 1
     */
    public record Margin(double relative, double absolute) {}
}
