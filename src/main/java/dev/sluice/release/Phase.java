package dev.sluice.release;

/** Where a release as a whole stands; derived from its targets. */
public enum Phase {
    PENDING,
    PROGRESSING,
    PAUSED,
    PROMOTING,
    SUCCEEDED,
    ROLLING_BACK,
    ROLLED_BACK,
    CANCELLED,
    SUPERSEDED,
    REJECTED,
    EXPIRED;

    /** Terminal is final: nothing brings such a release back. */
    public boolean isTerminal() {
        return switch (this) {
            case PENDING, PROGRESSING, PAUSED, PROMOTING, ROLLING_BACK -> false;
            case SUCCEEDED, ROLLED_BACK, CANCELLED, SUPERSEDED, REJECTED, EXPIRED -> true;
        };
    }
}
