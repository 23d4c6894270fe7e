package dev.sluice.analysis.sequential;

/**
 * One closed window, the same wall-clock span for both arms: a stratum of the comparison.
 *
 * <p>Doubles, because overdispersed counts are divided by φ.
 *
 * @param n1 candidate's requests, 0 or more
 * @param x1 bad ones of them, 0 to n1
 * @param n0 stable's requests, 0 or more
 * @param x0 bad ones of them, 0 to n0
 */
public record Interval(double n1, double x1, double n0, double x0) {

    /** The same window as fewer, independent requests: n/φ and x/φ. */
    public Interval tempered(double phi) {
        return phi <= 1 ? this : new Interval(n1 / phi, x1 / phi, n0 / phi, x0 / phi);
    }

    /** Whether both arms had requests; otherwise there is nothing to compare. */
    public boolean comparable() {
        return n1 > 0 && n0 > 0;
    }
}
