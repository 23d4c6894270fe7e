package dev.sluice.traffic.embedded;

import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import java.util.List;

/**
 * What a version of a target did since the router started: raw counters, for metrics.
 *
 * @param inFlight requests that have not ended
 * @param lostWindows seconds that nobody drained in time
 * @param latencyBuckets not cumulative, by {@link LatencyBounds}
 */
public record VersionTotals(
        TargetId target,
        Version version,
        long requests,
        long errors,
        long inFlight,
        long lostWindows,
        List<Long> latencyBuckets) {}
