package dev.sluice.release;

import java.time.Instant;

/**
 * A person's word on an approval step.
 *
 * @param person stable identity of the person, the same for all of a person's tokens
 * @param planDigest the plan that the person saw
 */
public record Approval(
        int wave, int step, String person, boolean approved, String comment, String planDigest, Instant at) {}
