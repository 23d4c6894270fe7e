package dev.sluice.release;

import java.time.Instant;
import java.util.Optional;

/**
 * The weights are held.
 *
 * @param by who paused it, {@code sluice} where it was the plan
 * @param what why, in words
 * @param until when it expires; empty: by the release's deadline
 */
public record Pause(Reason reason, String by, String what, Instant since, Optional<Instant> until) {

    /** Why a release is paused. */
    public enum Reason {
        USER,
        APPROVAL,
        INCONCLUSIVE,
        NO_DATA,
        FREEZE,
        DRIFT,
        DEPENDENCY
    }
}
