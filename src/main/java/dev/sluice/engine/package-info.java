/**
 * The loop that moves releases: claim, observe, decide, record, act.
 *
 * <p>Imports the pure packages and the ports of {@code traffic}, {@code metrics} and {@code store}.
 * Start reading in {@link dev.sluice.engine.Tick}.
 */
@NullMarked
package dev.sluice.engine;

import org.jspecify.annotations.NullMarked;
