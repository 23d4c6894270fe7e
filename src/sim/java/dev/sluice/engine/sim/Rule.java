package dev.sluice.engine.sim;

import java.util.List;

/** One promise, checked over a history from its beginning to its end. */
interface Rule {

    /** What is wrong now that this has happened too. */
    List<Violation> see(Fact fact);
}
