package dev.sluice.release;

import dev.sluice.analysis.Evidence;
import dev.sluice.analysis.Gate;
import java.time.Duration;
import java.util.List;

/**
 * What a release will do: a strategy revision applied to targets, frozen when the release is created.
 *
 * @param steps at least one; the last gives the candidate everything
 * @param alpha probability of rolling a harmless version back, over the whole release
 * @param beta probability of promoting ahead of time a version that is worse than its margin
 * @param patience how long an undecided gate is waited for after the hold, before a person is asked
 * @param keepFor how long after success the old version is kept for an undo
 * @param window length of a look, at least 1 s
 */
public record Plan(
        Type type,
        List<Step> steps,
        List<Wave> waves,
        List<Gate> gates,
        double alpha,
        double beta,
        Evidence evidence,
        NoData noData,
        Patience patience,
        Duration warmUp,
        Duration window,
        Duration keepFor,
        Duration deadline,
        OnNewer onNewer) {

    /** Shape of the strategy. */
    public enum Type {
        CANARY,
        BLUE_GREEN
    }

    /** What a newer release of the same service and environment does to this one. */
    public enum OnNewer {
        QUEUE,
        SUPERSEDE,
        REFUSE
    }

    /**
     * What missing data does. Until the timeout the weight is held, whatever the policy.
     *
     * @param timeout how long data may be missing
     */
    public record NoData(Duration timeout, Policy then) {
        /** What happens after the timeout. */
        public enum Policy {
            HOLD,
            ROLL_BACK,
            GO_ON
        }
    }

    /**
     * How long an undecided gate is waited for.
     *
     * @param multiple of the hold
     * @param least at least this long
     * @param expiry how long a person has to decide after that, before the release is rolled back
     */
    public record Patience(int multiple, Duration least, Duration expiry) {
        Duration of(Duration hold) {
            Duration stretched = hold.multipliedBy(multiple);
            return stretched.compareTo(least) < 0 ? least : stretched;
        }
    }

    public boolean isLast(int index) {
        return index == steps.size() - 1;
    }

    /** Whether the step gives the candidate everything. */
    public boolean givesAll(int index) {
        return switch (steps.get(index)) {
            case Step.ToWeight to -> to.weight().equals(Weight.ALL);
            case Step.Flip _ -> true;
            case Step.Approval _ -> false;
        };
    }

    /** How many steps compare two arms: K of the step mixture, at least 1. */
    public int comparedSteps() {
        return Math.max(1, part(steps.size() - 1));
    }

    /** Which part of the step mixture runs at a step: the number of compared steps up to it, at least 1. */
    public int part(int index) {
        long compared = steps.stream()
                .limit(index + 1L)
                .filter(step -> step instanceof Step.ToWeight to && !to.weight().equals(Weight.ALL))
                .count();
        return Math.max(1, (int) compared);
    }

    /** Whether the next weight after this step is everything, so that silence of the gates is not enough to go on. */
    public boolean isLastBelowAll(int index) {
        if (type != Type.CANARY || givesAll(index)) {
            return false;
        }
        for (int later = index + 1; later < steps.size(); later++) {
            if (steps.get(later) instanceof Step.ToWeight to) {
                return to.weight().equals(Weight.ALL);
            }
        }
        return true;
    }
}
