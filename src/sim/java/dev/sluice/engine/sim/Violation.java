package dev.sluice.engine.sim;

import java.time.Instant;

/**
 * A promise was broken.
 *
 * @param invariant S1 to S9 or L1, as in the table of the engine's design
 * @param at when it came to light
 */
record Violation(String invariant, Instant at, String what) {}
