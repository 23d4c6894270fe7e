package dev.sluice.analysis;

import dev.sluice.analysis.Gate.Test.Condition;
import java.util.Optional;

/**
 * The measurements of a condition, counted as Argo Rollouts counts them (its {@code analysis.go},
 * assessMetricStatus): a phase other than RUNNING is final.
 *
 * @param dueMillis when the next measurement may be taken, epoch milliseconds; 0: at once
 * @param measured without errors
 * @param last value measured
 */
public record Counters(
        Phase phase,
        long dueMillis,
        int measured,
        int successful,
        int failed,
        int inconclusive,
        int consecutiveErrors,
        int consecutiveSuccesses,
        double last) {

    /** Where the metric stands, in Argo's words. */
    public enum Phase {
        RUNNING,
        SUCCESSFUL,
        FAILED,
        INCONCLUSIVE
    }

    /** Nothing measured yet. */
    public static final Counters NONE = new Counters(Phase.RUNNING, 0, 0, 0, 0, 0, 0, 0, 0);

    /** When the first measurement may be taken, or the next. */
    long dueAt(long fromMillis, long initialDelayMillis) {
        return dueMillis > 0 ? dueMillis : fromMillis + initialDelayMillis;
    }

    boolean isDue(FrozenGate gate, long fromMillis, long toMillis) {
        return phase == Phase.RUNNING && toMillis >= dueAt(fromMillis, gate.initialDelayMillis());
    }

    Counters due(long millis) {
        return new Counters(
                phase,
                millis,
                measured,
                successful,
                failed,
                inconclusive,
                consecutiveErrors,
                consecutiveSuccesses,
                last);
    }

    /** After a measurement that gave nothing. */
    Counters error() {
        return new Counters(
                phase, dueMillis, measured, successful, failed, inconclusive, consecutiveErrors + 1, 0, last);
    }

    /** After a measurement; one that can't be evaluated is an error. */
    Counters measure(Condition condition, double result) {
        Optional<Boolean> success =
                condition.success().flatMap(it -> Expression.of(it).holds(result));
        Optional<Boolean> failure =
                condition.failure().flatMap(it -> Expression.of(it).holds(result));
        if (condition.success().isPresent() != success.isPresent()
                || condition.failure().isPresent() != failure.isPresent()) {
            return error();
        }
        boolean failed = failure.orElseGet(() -> !success.orElse(false));
        boolean succeeded = !failed && success.orElse(true);
        return counted(succeeded, failed, result).assessed(condition);
    }

    private Counters counted(boolean succeeded, boolean hasFailed, double result) {
        return new Counters(
                phase,
                dueMillis,
                measured + 1,
                successful + (succeeded ? 1 : 0),
                failed + (hasFailed ? 1 : 0),
                inconclusive + (!succeeded && !hasFailed ? 1 : 0),
                0,
                succeeded ? consecutiveSuccesses + 1 : 0,
                result);
    }

    private Counters assessed(Condition condition) {
        return new Counters(
                phaseAfter(condition),
                dueMillis,
                measured,
                successful,
                failed,
                inconclusive,
                consecutiveErrors,
                consecutiveSuccesses,
                last);
    }

    private Phase phaseAfter(Condition condition) {
        boolean byRow = condition.consecutiveSuccessLimit() > 0;
        if (inconclusive > condition.inconclusiveLimit()) {
            return Phase.INCONCLUSIVE;
        }
        if (condition.failureLimit() >= 0 && failed > condition.failureLimit()) {
            return Phase.FAILED;
        }
        if (byRow && consecutiveSuccesses >= condition.consecutiveSuccessLimit()) {
            return Phase.SUCCESSFUL;
        }
        if (condition.count() > 0 && measured >= condition.count()) {
            return byRow ? Phase.INCONCLUSIVE : Phase.SUCCESSFUL;
        }
        return Phase.RUNNING;
    }
}
