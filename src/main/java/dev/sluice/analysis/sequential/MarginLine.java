package dev.sluice.analysis.sequential;

/**
 * The border between harmless and worse: p1 = relative·p0 + absolute.
 *
 * @param relative λ, over 0
 * @param absolute δ, 0 to 1
 */
public record MarginLine(double relative, double absolute) {

    /** Relative; a few units in the last place, which rounding makes a Newton step of by itself. */
    private static final double CLOSE = 0x1p-50;

    /** No worse at all. */
    public static final MarginLine EQUAL = new MarginLine(1, 0);

    /** The candidate's rate on the line where stable's is {@code p0}. */
    public double at(double p0) {
        return relative * p0 + absolute;
    }

    /**
     * Reverse information projection of the alternative (p1, p0) on this line, for samples of n1 and n0: stable's rate
     * q at which n1·KL(p1 ‖ λq+δ) + n0·KL(p0 ‖ q) is least. Its derivative grows with q, so that the root is found by
     * Newton steps kept inside a shrinking bracket.
     *
     * <p>Turner, Ly, Grünwald, "Generic E-variables for exact sequential k-sample tests", theorem 1 and section 4.
     *
     * @param n1 over 0
     * @param n0 over 0
     * @param p1 candidate's rate under the alternative, in (0, 1), not on the line
     * @param p0 stable's rate under the alternative, in (0, 1)
     */
    public double project(double n1, double n0, double p1, double p0) {
        if (relative == 1 && absolute == 0) {
            return (n1 * p1 + n0 * p0) / (n1 + n0);
        }
        double there = (p1 - absolute) / relative;
        double low = Math.max(Math.min(p0, there), Double.MIN_NORMAL);
        double high = Math.min(Math.max(p0, there), Math.nextDown(Math.min(1, (1 - absolute) / relative)));
        double q = (low + high) / 2;
        for (int step = 0; step < 60 && low < high; step++) {
            double r = at(q);
            double rr = r * (1 - r);
            double qq = q * (1 - q);
            double f = n1 * relative * (r - p1) / rr + n0 * (q - p0) / qq;
            if (f < 0) {
                low = q;
            } else {
                high = q;
            }
            double slope = n1 * relative * relative * (rr - (r - p1) * (1 - 2 * r)) / (rr * rr)
                    + n0 * (qq - (q - p0) * (1 - 2 * q)) / (qq * qq);
            double next = q - f / slope;
            if (Math.abs(next - q) <= q * CLOSE) {
                return q;
            }
            q = next > low && next < high ? next : (low + high) / 2;
        }
        return q;
    }
}
