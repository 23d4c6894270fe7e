package dev.sluice.traffic.embedded;

import dev.sluice.release.TargetId;
import dev.sluice.traffic.Traffic;
import java.time.Instant;

/**
 * What is left of an emergency abort: while it stands, the aborted version gets nothing of this release's traffic, whatever
 * generation says so. A controller that had decided otherwise before it heard of the abort must not undo it.
 *
 * @param salt of the aborted release
 * @param digest of its candidate
 * @param generation that the abort made
 */
public record Tombstone(TargetId target, String salt, String digest, long generation, Instant at) {

    /** Whether the traffic would give the aborted version something again, as candidate or as the new stable. */
    boolean forbids(Traffic desired) {
        return isOfThisRelease(desired) && !givesItNothing(desired);
    }

    /** Whether the traffic shows that its author has taken the abort over, or belongs to a newer release. */
    boolean isSettledBy(Traffic desired) {
        boolean newer = desired.generation() > generation;
        return newer && (!isOfThisRelease(desired) || givesItNothing(desired));
    }

    private boolean isOfThisRelease(Traffic desired) {
        return desired.salt().equals(salt);
    }

    private boolean givesItNothing(Traffic desired) {
        boolean candidateIdle = desired.candidate().filter(this::isAborted).isEmpty()
                || desired.weight().basisPoints() == 0;
        return candidateIdle && desired.stable().filter(this::isAborted).isEmpty();
    }

    private boolean isAborted(Traffic.Pool pool) {
        return pool.version().digest().equals(digest);
    }
}
