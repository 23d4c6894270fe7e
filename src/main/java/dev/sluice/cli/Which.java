package dev.sluice.cli;

import java.util.List;

/** Which release of a service a verb is about when only the service is named. */
enum Which {
    /** To look at: the newest, wherever it is. */
    NEWEST("release"),
    /** To change: the one that is moving; where none is, the one that waits to begin. */
    MOVING("release that is not over"),
    /** To take back: the newest that succeeded. */
    SUCCEEDED("release that succeeded"),
    /** To try again: the newest that ended without success. */
    STOPPED("release that ended without success");

    private final String what;

    Which(String what) {
        this.what = what;
    }

    /** The phases that it may be in; none: any. */
    List<String> phases() {
        return switch (this) {
            case NEWEST -> List.of();
            case MOVING -> List.of("PROGRESSING", "PAUSED", "PROMOTING", "ROLLING_BACK", "PENDING");
            case SUCCEEDED -> List.of("SUCCEEDED");
            case STOPPED -> List.of("ROLLED_BACK", "CANCELLED", "SUPERSEDED", "REJECTED", "EXPIRED");
        };
    }

    /** What is looked for, as in "no … of shop". */
    String what() {
        return what;
    }
}
