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
    SEND
}
