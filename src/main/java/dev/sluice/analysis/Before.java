package dev.sluice.analysis;

import dev.sluice.analysis.sequential.FixedBound;
import dev.sluice.analysis.sequential.MarginLine;
import dev.sluice.analysis.sequential.Proportions;

/**
 * What stable did before the window that is being judged.
 *
 * @param n its requests, first history and all earlier windows: they predict its rate
 * @param x bad ones of them
 * @param lastN its requests in the latest history alone: the baseline of before/after; 0 where there is none
 * @param lastX bad ones of them
 */
public record Before(double n, double x, double lastN, double lastX) {

    /** Nothing known. */
    public static final Before NOTHING = new Before(0, 0, 0, 0);

    /** The least margin of before/after: the hour may differ. */
    private static final MarginLine BEFORE_AFTER = new MarginLine(2, .005);

    /** With a later history, which predicts only as long as nothing else does. */
    Before history(double laterN, double laterX) {
        return n > 0 ? new Before(n, x, laterN, laterX) : new Before(laterN, laterX, laterN, laterX);
    }

    Before window(double n0, double x0) {
        return new Before(n + n0, x + x0, lastN, lastX);
    }

    boolean known() {
        return n > 0;
    }

    double predicted() {
        return Proportions.predicted(n, x);
    }

    /** H's bound: the gate's own margin where it is wider than that of before/after. */
    double bound(MarginLine margin) {
        MarginLine wide = new MarginLine(
                Math.max(margin.relative(), BEFORE_AFTER.relative()),
                Math.max(margin.absolute(), BEFORE_AFTER.absolute()));
        return lastN > 0 ? FixedBound.beforeAfter(lastN, lastX, wide) : FixedBound.beforeAfter(n, x, wide);
    }
}
