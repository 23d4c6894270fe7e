package dev.sluice.traffic.embedded;

import dev.sluice.release.ReleaseId;
import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import dev.sluice.traffic.Traffic;
import java.time.Instant;
import java.util.Optional;

/**
 * What is left of an emergency abort: while it stands, the aborted version gets nothing of this release's traffic, whatever
 * generation says so. A controller that had decided otherwise before it heard of the abort must not undo it. A release
 * that tries the version again is another release: a person decided so.
 *
 * @param digest of the aborted release's candidate
 * @param generation that is in force by the abort
 */
public record Tombstone(TargetId target, ReleaseId release, String digest, long generation, Instant at) {

    /** An abort: what is in force by it, and what is left of it. */
    public record Abort(Traffic inForce, Tombstone tombstone) {

        /**
         * Aborts a release on a router.
         *
         * @param present what is in force
         * @return empty when that isn't this release's, or it has no candidate
         */
        public static Optional<Abort> of(Traffic present, ReleaseId release, Instant now) {
            return present.candidate().filter(_ -> present.isOf(release)).map(pool -> {
                // As in the database, the generation counts changes of the traffic: it must not run ahead of it.
                long rise = present.weight().equals(Weight.NONE) ? 0 : 1;
                Traffic after = present.withWeight(Weight.NONE, present.generation() + rise);
                return new Abort(
                        after,
                        new Tombstone(present.target(), release, pool.version().digest(), after.generation(), now));
            });
        }
    }

    /** Whether the traffic would give the aborted version something again, as candidate or as the new stable. */
    boolean forbids(Traffic desired) {
        return desired.isOf(release) && !givesItNothing(desired);
    }

    /** Whether the traffic shows that its author has taken the abort over, or belongs to a newer release. */
    boolean isSettledBy(Traffic desired) {
        return !desired.isOf(release) || (desired.generation() > generation && givesItNothing(desired));
    }

    private boolean givesItNothing(Traffic desired) {
        boolean candidateIdle = desired.candidate().filter(this::isAborted).isEmpty()
                || desired.weight().equals(Weight.NONE);
        return candidateIdle && desired.stable().filter(this::isAborted).isEmpty();
    }

    private boolean isAborted(Traffic.Pool pool) {
        return pool.version().digest().equals(digest);
    }
}
