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
 * @param latencyBuckets answered requests by time to the last byte, not cumulative, {@link LatencyBounds#BUCKETS} long
 * @param sliceRequests requests by hundredth of the sticky hash while the version was stable; else empty. A request
 *     without a sticky key is in none
 * @param sliceErrors likewise
 */
public record WindowCounts(
        TargetId target,
        Version version,
        Instant start,
        long requests,
        long errors,
        List<Long> latencyBuckets,
        List<Long> sliceRequests,
        List<Long> sliceErrors) {

    /** Slices of the sticky hash. */
    public static final int SLICES = 100;
}
