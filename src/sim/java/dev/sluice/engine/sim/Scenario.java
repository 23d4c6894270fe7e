package dev.sluice.engine.sim;

import dev.sluice.release.TargetId;
import java.time.Duration;
import java.util.List;

/**
 * What is to happen in one run, known before it begins, so that parts can be left out.
 *
 * @param machines how many processes
 * @param span after which nothing goes wrong any more and nobody asks
 */
record Scenario(long seed, int machines, List<Lane> lanes, List<Act> acts, Duration span) {

    /**
     * A service in one environment.
     *
     * @param young whether nothing is stable yet
     * @param rate requests a second at each target
     */
    record Lane(String service, List<TargetId> targets, boolean young, int rate) {}

    Scenario only(List<Act> kept) {
        return new Scenario(seed, machines, lanes, kept, span);
    }
}
