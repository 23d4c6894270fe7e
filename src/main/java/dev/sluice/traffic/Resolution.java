package dev.sluice.traffic;

import dev.sluice.release.Weight;

/**
 * How finely a router can divide traffic.
 *
 * @param steps into which all of it is divided, 1 to 10,000: 256 where weights are 0 to 256, 100 where they are percent
 */
public record Resolution(int steps) {

    /** Every weight that there is. */
    public static final Resolution FULL = new Resolution(Weight.ALL.basisPoints());

    public Resolution {
        if (steps < 1 || steps > Weight.ALL.basisPoints()) {
            throw new IllegalArgumentException("a resolution has 1 to 10000 steps, not " + steps);
        }
    }

    /**
     * The steps that are nearest to a weight. Only nothing is 0 of them and only everything is all: a candidate that should
     * have some users has some, and stable keeps some, unless there is but one step.
     */
    public int stepsFor(Weight weight) {
        if (weight.equals(Weight.NONE) || weight.equals(Weight.ALL)) {
            return weight.equals(Weight.NONE) ? 0 : steps;
        }
        long nearest = Math.round((double) weight.basisPoints() * steps / Weight.ALL.basisPoints());
        return (int) Math.max(1, Math.min(Math.max(1, steps - 1), nearest));
    }

    /** The weight that so many steps are, to the nearest basis point. */
    public Weight weightOf(int count) {
        return new Weight((int) Math.round((double) count * Weight.ALL.basisPoints() / steps));
    }

    /** Whether a router does what it can do for a weight: it has the nearest of its steps in force. */
    public boolean isNearest(Weight desired, Weight inForce) {
        return weightOf(stepsFor(desired)).equals(inForce) || desired.equals(inForce);
    }
}
