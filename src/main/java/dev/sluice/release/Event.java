package dev.sluice.release;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that happened to a release. The stored release is the fold of its events. */
public sealed interface Event {

    /** By the database's clock. */
    Instant at();

    record Created(Spec spec, Plan plan, Instant at) implements Event {}

    /** It got the lane of its service and environment. */
    record Started(List<Start> targets, Instant at) implements Event {
        /** What a target had when the release started. */
        public record Start(TargetId target, Optional<Version> stable, long generation) {}
    }

    /**
     * A target went to another stage.
     *
     * @param generation of the traffic that the stage wants
     * @param why in words
     */
    record Moved(TargetId target, Stage stage, long generation, String why, Instant at) implements Event {}

    /** The router was seen to do what the target's generation wants. */
    record InForce(TargetId target, long generation, Instant at) implements Event {}

    /** The router was seen to do something else than what it had confirmed; it is told again, as a new generation. */
    record Drifted(TargetId target, Weight seen, long generation, Instant at) implements Event {}

    /**
     * The router has a newer generation than was ever recorded: this database is an older copy of itself. A person is
     * asked; until then nothing is driven by what it knows.
     *
     * @param seen the router's weight
     * @param generation the router's
     */
    record Behind(TargetId target, Weight seen, long generation, Instant at) implements Event {}

    record Paused(Pause pause, Instant at) implements Event {}

    /**
     * The pause is over.
     *
     * @param by who ended it, {@code sluice} where its reason went away
     */
    record Resumed(String by, String comment, Instant at) implements Event {}

    /** A person skipped holds; what moved by it follows as {@link Moved}. */
    record Skipped(String by, String comment, Instant at) implements Event {}

    record Decided(Approval approval, Instant at) implements Event {}

    /**
     * The instances of the candidate or of stable were changed while the release moves.
     *
     * @param replaced whether none of those is left on which the evidence was gathered; then evidence and approvals begin
     *     anew
     * @param what in words
     */
    record InstancesChanged(TargetId target, boolean replaced, String what, String by, Instant at) implements Event {}

    /** A person gave the release more time. */
    record Extended(String by, Duration more, Instant at) implements Event {}

    /** Terminal, and the last one. On success the candidate is stable everywhere from here on. */
    record Ended(Phase phase, Outcome outcome, String why, Instant at) implements Event {}
}
