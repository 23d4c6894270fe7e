package dev.sluice.engine.sim;

/**
 * What the database checks.
 *
 * @param version that a release wasn't changed meanwhile
 * @param lease that the writer still holds it
 * @param heartbeat that the writer's heartbeat is still good
 * @param lane that a lane has one active release
 */
record Rules(boolean version, boolean lease, boolean heartbeat, boolean lane) {
    static final Rules STRICT = new Rules(true, true, true, true);
}
