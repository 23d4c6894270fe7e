package dev.sluice.analysis;

import java.time.Duration;
import java.util.List;

/**
 * What all gates together say of a target at its step.
 *
 * @param verdict of all gates together
 * @param gate the one to which the verdict is attributed; empty for PASS
 * @param sentence what and why, for people
 * @param due what the gate's rules say is to be done because there was no answer for too long
 * @param lasting how long NO_DATA or PROVIDER_ERROR has lasted; zero for the others
 * @param watched how much of the hold has gone by with valid evidence
 */
public record Judgement(
        Verdict verdict,
        String gate,
        String sentence,
        Due due,
        Duration lasting,
        Duration watched,
        List<OfGate> gates) {

    /** What is to be done about a gate without an answer. */
    public enum Due {
        /** To go on waiting. */
        NOTHING,
        /** To ask a person. */
        ASK,
        /** To take the candidate out. */
        ROLL_BACK
    }

    /**
     * What one gate says.
     *
     * @param logE natural logarithm of the evidence against the candidate; 0 for conditions
     * @param sentence with both rates, their sample sizes and, while undecided, about how many requests are missing
     */
    public record OfGate(String name, Verdict verdict, double logE, String sentence) {}
}
