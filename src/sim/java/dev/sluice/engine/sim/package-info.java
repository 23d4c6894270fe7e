/**
 * The engine against a hostile world, in virtual time: {@code ./sluice sim}. The decider, the commands, the observer and
 * the tick are the real ones; database, routers, metric sources, processes and people are models of themselves that
 * fail, stop, come late and come twice. A checker that knows only the recorded history says whether what
 * {@code engine.md} promises was kept.
 *
 * <p>One thread, one seed, one run: the same seed gives the same history. May import everything that the engine
 * imports; nothing imports it. Start reading in {@link dev.sluice.engine.sim.World}.
 */
@NullMarked
package dev.sluice.engine.sim;

import org.jspecify.annotations.NullMarked;
