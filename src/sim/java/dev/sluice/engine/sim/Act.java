package dev.sluice.engine.sim;

import java.time.Duration;

/** One thing that people or misfortune do in a scenario, and when. Machines and lanes are told by their index. */
sealed interface Act {

    Duration at();

    /** How good a version is. */
    enum Quality {
        GOOD,
        BAD,
        DOUBTFUL
    }

    /**
     * A person asks for a release.
     *
     * @param recipe of its plan
     * @param healthyAfter when its first instance is healthy
     */
    record Deliver(Duration at, int lane, Quality quality, long recipe, String person, Duration healthyAfter)
            implements Act {}

    /** What people say to a release. */
    enum Word {
        PAUSE,
        RESUME,
        ADVANCE,
        PROMOTE,
        ABORT,
        APPROVE,
        REJECT,
        RETRY,
        UNDO,
        EXTEND
    }

    /**
     * A person says something to the newest release of a lane.
     *
     * @param copies how often it is sent
     * @param late between seeing and sending
     */
    record Say(Duration at, int lane, Word word, String person, int copies, Duration late) implements Act {}

    /** The process dies the next time that it comes to a point. */
    record Crash(Duration at, int machine, Point point, Duration down) implements Act {}

    /** The process stands still the next time that it comes to a point, and goes on as if nothing had happened. */
    record Freeze(Duration at, int machine, Point point, Duration still) implements Act {}

    /**
     * Somebody says that a lane's releases are held; under the same number again, it is changed.
     *
     * @param lane of which; -1: of all
     * @param ahead how long before it is in force
     */
    record Announce(Duration at, int number, int lane, Duration ahead, Duration lasts) implements Act {}

    /** Somebody ends a freeze before its time. */
    record Thaw(Duration at, int number) implements Act {}

    record Outage(Duration at, Duration lasts) implements Act {}

    /** One machine doesn't reach the database. */
    record CutOff(Duration at, int machine, Duration lasts) implements Act {}

    /** A machine's disk has no room. */
    record Full(Duration at, int machine, Duration lasts) implements Act {}

    /** Somebody sets a machine's clock. */
    record ClockStep(Duration at, int machine, Duration by) implements Act {}

    /** Somebody changes what a router does. */
    record Meddle(Duration at, int machine, int lane, int target, int basisPoints) implements Act {}

    /** A router takes its time, so that writes overtake each other. */
    record Slow(Duration at, int machine, Duration lasts) implements Act {}

    /** What a metric source does instead of answering. */
    enum Blindness {
        NO_DATA,
        ERRORS,
        LATE
    }

    record Blind(Duration at, int lane, Blindness how, Duration lasts) implements Act {}

    /** Notifications don't arrive. */
    record Deaf(Duration at, int machine, Duration lasts) implements Act {}

    /** A person undoes the last release that succeeded, also while a newer one moves. */
    record UndoLast(Duration at, int lane, String person) implements Act {}

    /** A person asks for the version of the newest release once more. */
    record Twin(Duration at, int lane, long recipe, String person) implements Act {}

    /** An operator puts the version of the newest release into quarantine. */
    record Quarantine(Duration at, int lane) implements Act {}

    /**
     * No instance of a version takes connections.
     *
     * @param previous whether it is the version before the newest one
     */
    record Fall(Duration at, int lane, boolean previous, Duration lasts) implements Act {}

    /** All instances of the newest release's version are replaced at one target. */
    record Replace(Duration at, int lane, int target, String person) implements Act {}

    /** Reads of a lane's numbers throw, as they do where a program has a fault. */
    record Break(Duration at, int lane, Duration lasts) implements Act {}

    /** No instance of stable is healthy. */
    record Sick(Duration at, int lane, Duration lasts) implements Act {}
}
