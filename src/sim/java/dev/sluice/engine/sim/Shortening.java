package dev.sluice.engine.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Leaves out what a violation doesn't need: halves first, then less, as long as the same promise is broken. */
final class Shortening {

    private final Build build;
    private final String invariant;
    private final long until;

    private Shortening(Build build, String invariant, Duration atMost) {
        this.build = build;
        this.invariant = invariant;
        this.until = System.nanoTime() + atMost.toNanos();
    }

    /** The shortest failing run that is found in this time. */
    static Trial of(Trial failed, Build build, Duration atMost) {
        String invariant = failed.violation().orElseThrow().invariant();
        return new Shortening(build, invariant, atMost).shorten(failed);
    }

    private Trial shorten(Trial failed) {
        Trial best = failed;
        for (int part = Math.max(1, size(failed) / 2); part >= 1 && !isOver(); part /= 2) {
            best = withoutParts(best, part);
        }
        return best;
    }

    private Trial withoutParts(Trial failed, int part) {
        Trial best = failed;
        int at = 0;
        while (at < size(best) && !isOver()) {
            Trial shorter = Trial.of(without(best.scenario(), at, part), build);
            boolean same = shorter.violation()
                    .filter(it -> it.invariant().equals(invariant))
                    .isPresent();
            best = same ? shorter : best;
            at += same ? 0 : part;
        }
        return best;
    }

    private static int size(Trial trial) {
        return trial.scenario().acts().size();
    }

    private static Scenario without(Scenario scenario, int at, int many) {
        List<Act> kept = new ArrayList<>(scenario.acts());
        kept.subList(at, Math.min(kept.size(), at + many)).clear();
        return scenario.only(List.copyOf(kept));
    }

    private boolean isOver() {
        return System.nanoTime() > until;
    }
}
