package dev.sluice.traffic.embedded;

import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import java.time.Instant;
import java.util.List;

/**
 * What one version of a target did in one second, as its users saw it.
 *
 * <p>A request belongs to the version that it was assigned to and to the second in which it ended. A second without
 * requests has no counts. Counts of several routers may be added.
 *
 * @param start of the second, aligned to the epoch
 * @param requests ended, those that clients gave up included
 * @param errors answers 500 to 599, broken or refused connections, timeouts; also where another instance or stable
 *     then served the user. Clients that left are none
 * @param clientErrors answers 400 to 499
 * @param abandoned requests whose clients left before the end of the answer; neither errors nor successes
 * @param latencyBuckets answered requests by time to the last byte, not cumulative, {@link LatencyBounds#BUCKETS} long
 * @param sliceRequests requests by hundredth of the sticky hash while the version was stable; else empty. A request
 *     without a sticky key is in none
 * @param sliceErrors likewise
 * @param users those with the most bad requests, at most {@link BadByUser#PLACES}
 */
public record WindowCounts(
        TargetId target,
        Version version,
        Instant start,
        long requests,
        long errors,
        long clientErrors,
        long abandoned,
        List<Long> latencyBuckets,
        List<Long> sliceRequests,
        List<Long> sliceErrors,
        List<OfUser> users) {

    /**
     * What one user did who had bad requests.
     *
     * @param user bucket of the sticky key, 0 to 999,999
     * @param requests since the first bad one of the second, with it
     */
    public record OfUser(int user, long requests, long errors, long clientErrors, long abandoned) {}

    /** Slices of the sticky hash. */
    public static final int SLICES = 100;
}
