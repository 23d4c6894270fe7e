package dev.sluice.cli;

import java.util.List;

/** Which release of a service a verb is about when only the service is named. */
enum Which {
    /** To look at: the newest, wherever it is. */
    NEWEST(List.of(), "release"),
    /** To change: the one that is moving; where none is, the one that waits to begin. */
    MOVING(List.of("PROGRESSING", "PAUSED", "PROMOTING", "ROLLING_BACK", "PENDING"), "release that is not over"),
    /** To take back: the newest that succeeded. */
    SUCCEEDED(List.of("SUCCEEDED"), "release that succeeded"),
    /** To try again: the newest that ended without success. */
    STOPPED(
            List.of("ROLLED_BACK", "CANCELLED", "SUPERSEDED", "REJECTED", "EXPIRED"),
            "release that ended without success");

    private final List<String> phases;
    private final String what;

    Which(List<String> phases, String what) {
        this.phases = phases;
        this.what = what;
    }

    /** The phases that it may be in; none: any. */
    List<String> phases() {
        return phases;
    }

    /** What is looked for, as in "no … of shop". */
    String what() {
        return what;
    }
}
