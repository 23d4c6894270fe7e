package dev.sluice.release;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for; never changes.
 *
 * @param follows the release that this one retries or undoes
 * @param replaces of an undo: the version that was stable when it was asked for; against another one it does not start
 * @param salt says together with a user's key who is in the candidate's share
 * @param planDigest what approvals are bound to
 * @param strategy name of the strategy, and {@code revision} which one of it
 */
public record Spec(
        String service,
        String environment,
        Version version,
        Kind kind,
        Optional<ReleaseId> follows,
        Optional<Version> replaces,
        String requestedBy,
        String reason,
        List<Link> links,
        String salt,
        String strategy,
        int revision,
        String planDigest,
        Instant createdAt) {

    /** Why it was made. */
    public enum Kind {
        ROLLOUT,
        RETRY,
        /** Brings the previous version back: ungated, in one write. */
        UNDO
    }

    /** Where more about it is to be found. */
    public record Link(String rel, String href) {}
}
