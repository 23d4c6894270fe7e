package dev.sluice.analysis;

import java.time.Duration;
import java.time.Instant;

/**
 * The question that a target at a step puts to the judge.
 *
 * @param since when the step's weight came into force, or a person said to go on waiting
 * @param hold how long the step is to be watched
 * @param minHold how long at least, when non-inferiority is proven; equal to hold where early promotion is not allowed
 * @param compared whether stable has traffic beside the candidate
 * @param lastBelowAll whether the next step gives the candidate everything, so that the safe margin must be proven
 */
public record Ask(
        String target,
        int step,
        Instant since,
        Duration hold,
        Duration minHold,
        boolean compared,
        boolean lastBelowAll,
        Instant now) {}
