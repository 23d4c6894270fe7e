package dev.sluice.engine;

import dev.sluice.analysis.AnalysisRun;
import java.time.Duration;

/**
 * How requests came at a target's last look; by it the next one's length is chosen, so that a window's length doesn't
 * follow its own content.
 *
 * @param rate requests a second of both arms
 * @param length of the look
 */
record Pace(double rate, Duration length) {

    /**
     * How long the next look should be. When nobody came, that may have been a moment, or counts that a crash took along:
     * it grows to twice the last one only, so that a bad version is seen as soon as users are back.
     *
     * @param least the plan's window
     * @param share of the requests that the candidate gets, 0 to 1
     */
    Duration next(Duration least, double share) {
        Duration wanted = AnalysisRun.windowFor(least, rate * share);
        Duration doubled = length.multipliedBy(2);
        return rate > 0 || wanted.compareTo(doubled) < 0 ? wanted : doubled;
    }
}
