package dev.sluice.analysis;

import dev.sluice.analysis.sequential.MarginLine;

/** The two margin lines of a comparing gate: what a user would notice, and what must be excluded before 100 %. */
record Margins(MarginLine own, MarginLine safe) {

    static Margins of(FrozenGate gate) {
        return new Margins(
                new MarginLine(gate.relative(), gate.absolute()),
                new MarginLine(gate.safeRelative(), gate.safeAbsolute()));
    }
}
