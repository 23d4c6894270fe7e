package dev.sluice.traffic.embedded;

import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import java.util.List;

/**
 * What a version of a target did since the router started: raw counters, for metrics.
 *
 * @param clientErrors answers 400 to 499
 * @param abandoned requests whose clients left before the end of the answer
 * @param inFlight requests that have not ended
 * @param lostWindows seconds that nobody drained in time
 * @param latencyBuckets not cumulative, by {@link LatencyBounds}
 */
public record VersionTotals(
        TargetId target,
        Version version,
        long requests,
        long errors,
        long clientErrors,
        long abandoned,
        long inFlight,
        long lostWindows,
        List<Long> latencyBuckets) {}
