package dev.sluice.release;

import java.time.Instant;
import java.util.Optional;

/**
 * One target of a release.
 *
 * @param wave index of its wave
 * @param stable the version that has the traffic beside the candidate; empty where there is none yet
 * @param generation of the traffic that this stage wants
 * @param inForceSince when the router was first seen to do what this generation wants
 * @param corrections how often somebody else's change of the router was corrected
 */
public record TargetState(
        TargetId id,
        int wave,
        Optional<Version> stable,
        Stage stage,
        long generation,
        Optional<Instant> inForceSince,
        int corrections) {

    /** Before its release has started. */
    static TargetState waiting(TargetId id, int wave) {
        return new TargetState(id, wave, Optional.empty(), new Stage.Waiting(), 0, Optional.empty(), 0);
    }

    TargetState starting(Optional<Version> stableNow, long generationNow) {
        return new TargetState(id, wave, stableNow, stage, generationNow, Optional.empty(), 0);
    }

    TargetState moved(Stage to, long newGeneration) {
        Optional<Instant> still = newGeneration == generation ? inForceSince : Optional.empty();
        return new TargetState(id, wave, stable, to, newGeneration, still, corrections);
    }

    TargetState inForce(Instant at) {
        return new TargetState(id, wave, stable, stage, generation, Optional.of(at), corrections);
    }

    TargetState corrected(long newGeneration) {
        return new TargetState(id, wave, stable, stage, newGeneration, Optional.empty(), corrections + 1);
    }

    TargetState trustedAgain() {
        return new TargetState(id, wave, stable, stage, generation, inForceSince, 0);
    }
}
