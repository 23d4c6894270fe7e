package dev.sluice.analysis;

import dev.sluice.analysis.sequential.Alternatives;
import dev.sluice.analysis.sequential.FixedBound;
import dev.sluice.analysis.sequential.MarginLine;
import java.util.List;

/**
 * State of test H: the candidate without a control, before/after.
 *
 * @param bound p0, fixed at the first look; 0 until then
 * @param sums log increments by alternative
 * @param n candidate's requests
 * @param x bad ones of them
 */
public record Alone(double bound, List<Double> sums, double n, double x) {

    /** Before the first look. */
    public static final Alone NOT_YET = new Alone(0, Alternatives.WORSE.start(), 0, 0);

    Alone observe(double moreN, double moreX, double phi, Before before, MarginLine margin) {
        double p0 = bound > 0 ? bound : before.bound(margin);
        return new Alone(
                p0,
                Alternatives.WORSE.add(sums, g -> FixedBound.increment(moreN / phi, moreX / phi, p0, g)),
                n + moreN,
                x + moreX);
    }

    double logE() {
        return Alternatives.WORSE.logE(sums);
    }
}
