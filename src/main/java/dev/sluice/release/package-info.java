/**
 * The release: plan, steps, waves, stages, events, and the two functions that everything else serves:
 * {@code decide} says what should happen next, {@code evolve} folds what happened into the state.
 *
 * <p>Pure: imports only {@code java.*} and {@code dev.sluice.analysis}. Time is an argument.
 * Start reading in {@link dev.sluice.release.Release}.
 */
@NullMarked
package dev.sluice.release;

import org.jspecify.annotations.NullMarked;
