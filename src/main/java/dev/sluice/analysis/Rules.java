package dev.sluice.analysis;

import java.time.Duration;

/**
 * What a gate asks for before it passes, and what follows when it has no answer.
 *
 * @param evidence the least that a step must have seen
 * @param warmUp how much of each target's beginning is discarded
 * @param patience how long it is waited for while it is undecided
 * @param noData what missing data does
 * @param onInconclusive what happens when patience is over
 */
public record Rules(Evidence evidence, Duration warmUp, Patience patience, NoData noData, Policy onInconclusive) {

    /** For gates that say nothing else. */
    public static final Rules STANDARD = new Rules(
            new Evidence(50, 3),
            Duration.ZERO,
            new Patience(3, Duration.ofMinutes(1), Duration.ofHours(1)),
            new NoData(Duration.ofMinutes(10), Policy.HOLD),
            Policy.HOLD);

    /** What is done without an answer. */
    public enum Policy {
        /** A person is asked. */
        HOLD,
        /** The candidate is taken out. */
        ROLL_BACK,
        /** The plan goes on without this gate. */
        GO_ON
    }

    /**
     * What missing data does. Until the timeout the weight is held, whatever the policy.
     *
     * @param timeout how long data may be missing
     * @param then what happens after it
     */
    public record NoData(Duration timeout, Policy then) {}

    /**
     * How long an undecided gate is waited for after the hold.
     *
     * @param holds multiple of the hold
     * @param least at least this long
     * @param expiry how long a person has to decide after that, before the release is rolled back
     */
    public record Patience(int holds, Duration least, Duration expiry) {}

    /** The same with another policy for what stays undecided. */
    public Rules onInconclusive(Policy policy) {
        return new Rules(evidence, warmUp, patience, noData, policy);
    }
}
