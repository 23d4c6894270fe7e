package dev.sluice.engine.sim;

import java.util.ArrayList;
import java.util.List;

/** Everything that happened, in order. */
final class Chronicle {

    private final List<Fact> facts = new ArrayList<>();

    void note(Fact fact) {
        facts.add(fact);
    }

    List<Fact> facts() {
        return facts;
    }

    /** Two runs with the same hash had the same history. */
    long hash() {
        long hash = 0xcbf29ce484222325L;
        for (Fact fact : facts) {
            hash = (hash ^ fact.toString().hashCode()) * 0x100000001b3L;
        }
        return hash;
    }
}
