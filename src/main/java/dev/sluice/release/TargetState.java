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
 * @param known newest generation of the router about which a person was asked, because this database knows an older one
 *     only; 0 where nobody was
 */
public record TargetState(
        TargetId id,
        int wave,
        Optional<Version> stable,
        Stage stage,
        long generation,
        Optional<Instant> inForceSince,
        int corrections,
        long known) {

    /** Before its release has started. */
    static TargetState waiting(TargetId id, int wave) {
        return new TargetState(id, wave, Optional.empty(), new Stage.Waiting(), 0, Optional.empty(), 0, 0);
    }

    TargetState starting(Optional<Version> stableNow, long generationNow) {
        return new TargetState(id, wave, stableNow, stage, generationNow, Optional.empty(), 0, 0);
    }

    TargetState moved(Stage to, long newGeneration) {
        Optional<Instant> still = newGeneration == generation ? inForceSince : Optional.empty();
        return new TargetState(id, wave, stable, to, newGeneration, still, corrections, known);
    }

    TargetState inForce(Instant at) {
        return new TargetState(id, wave, stable, stage, generation, Optional.of(at), corrections, known);
    }

    TargetState corrected(long newGeneration) {
        return new TargetState(id, wave, stable, stage, newGeneration, Optional.empty(), corrections + 1, known);
    }

    TargetState trustedAgain() {
        return new TargetState(id, wave, stable, stage, generation, inForceSince, 0, known);
    }

    TargetState behind(long generationOfRouter) {
        return new TargetState(id, wave, stable, stage, generation, inForceSince, corrections, generationOfRouter);
    }

    /** Whether a person was asked about this generation of the router. */
    boolean mayOvertake(long generationOfRouter) {
        return generationOfRouter <= known;
    }

    /** Whether the router does what came after everything that this release knows. */
    boolean isBehind() {
        return known > generation;
    }
}
