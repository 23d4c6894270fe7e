package dev.sluice.engine.sim;

/** Where a process can die or stand still: at every moment in which a turn waits for somebody. */
enum Point {
    ANYWHERE,
    BEFORE_OBSERVE,
    IN_OBSERVE,
    BEFORE_RECORD,
    IN_RECORD,
    BEFORE_ACT,
    AFTER_ACT,
    CLAIM,
    FEED,
    COMMAND,
    SEND,

    /** A router gave everything to stable and hasn't saved that yet. */
    STOPPED,

    /** A change of the disk isn't forced yet. */
    UNFORCED,

    /** A change of the disk is certain, and nobody knows yet. */
    FORCED,
    REPLAY
}
