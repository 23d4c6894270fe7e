package dev.sluice.analysis;

import java.util.OptionalDouble;

/**
 * One window in a line of {@code ./sluice judge}.
 *
 * @param value S: the difference; T: the result; empty: missing
 */
public record StreamWindow(StreamArm candidate, StreamArm stable, OptionalDouble value) {}
