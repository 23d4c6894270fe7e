package dev.sluice.release;

/** How a release ended, for reports. */
public enum Outcome {
    PROMOTED,
    /** A person skipped steps. */
    FAST_PROMOTED,
    /** By a gate. */
    ROLLED_BACK,
    /** By a person. */
    ABORTED,
    SUPERSEDED,
    REJECTED,
    CANCELLED,
    EXPIRED
}
