package dev.sluice.release;

import java.time.Duration;

/** What a person or CI asks of a release. */
public sealed interface Command {

    String comment();

    /** Whether it pushes the release on, which nobody may during a freeze. */
    default boolean pushesOn() {
        return switch (this) {
            case Resume _, Advance _, Promote _ -> true;
            case Pause _, Abort _, Adopt _, Extend _, Supersede _, Decide _, ChangeInstances _ -> false;
        };
    }

    record Pause(String comment) implements Command {}

    record Resume(String comment) implements Command {}

    /** Skips the hold of the present step. */
    record Advance(String comment) implements Command {}

    /** Skips all holds up to 100 %. */
    record Promote(String comment) implements Command {}

    record Abort(String comment) implements Command {}

    /** Ends a release whose database is behind its routers, and keeps what they do. */
    record Adopt(String comment) implements Command {}

    /** Gives the release more time before its deadline. */
    record Extend(Duration more, String comment) implements Command {}

    /** A newer release takes the lane. */
    record Supersede(ReleaseId by) implements Command {
        @Override
        public String comment() {
            return "";
        }
    }

    /**
     * The instances of the candidate or of stable were changed.
     *
     * @param replaced whether none is left of those on which the candidate was judged
     * @param comment what was changed, in words
     */
    record ChangeInstances(TargetId target, boolean replaced, String comment) implements Command {}

    /**
     * A person's word on an approval step.
     *
     * @param step index of the step, from 0
     */
    record Decide(int step, boolean approve, String comment) implements Command {}
}
