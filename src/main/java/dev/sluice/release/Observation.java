package dev.sluice.release;

import dev.sluice.analysis.AnalysisRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of the world for one decision.
 *
 * @param blockers what a pending release waits for, in words; empty when it may start
 * @param freeze that holds the release now
 * @param refusal why a pending release may not start any more, such as a quarantine that came after it
 * @param targets what the routers say; a target that is missing was not asked
 * @param analysis the evidence, including that of this look
 * @param settles how long after its end a window's numbers are complete
 */
public record Observation(
        List<String> blockers,
        Optional<Frozen> freeze,
        Optional<String> refusal,
        Map<TargetId, Seen> targets,
        AnalysisRun analysis,
        Duration settles) {

    /**
     * A target as its router and the catalogue have it.
     *
     * @param inForce what the router does; empty when it can't be reached or doesn't know the target
     * @param trouble why inForce is empty
     * @param stable health of stable's instances
     * @param candidate health of the candidate's instances
     * @param stableNow the version that is stable at this moment
     * @param generationNow the generation of the target's traffic at this moment
     */
    public record Seen(
            Optional<InForce> inForce,
            String trouble,
            Health stable,
            Health candidate,
            Optional<Version> stableNow,
            long generationNow) {}

    /** The weight that a router gives the candidate, and of which generation that is. */
    public record InForce(Weight weight, long generation) {}
}
