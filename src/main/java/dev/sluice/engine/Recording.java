package dev.sluice.engine;

import dev.sluice.store.Ticks.Ticked;

/** Writes what one turn decided. */
public interface Recording {

    /**
     * Writes a tick, all of it or nothing.
     *
     * @return false when the release was changed or taken over meanwhile, so that nothing of the tick counts
     */
    boolean record(Ticked tick);
}
