package dev.sluice.analysis.sequential;

/**
 * Test S: are differences between the arms, one a window, symmetric about 0?
 *
 * <p>Bets on the sign, and bets that grow with the size of the difference against the root mean square of those before.
 * Both have expectation at most 1 for any difference that is symmetric or shifted to the harmless side. Waudby-Smith and Ramdas, "Estimating means
 * of bounded random variables by betting"; Ramdas and others, "Admissible anytime-valid sequential inference".
 */
public final class PairedBets {

    /** The bets, as multipliers: three on the sign, then three on the size. */
    private static final double[] BETS = {.3, .6, .9, .5, 1, 2};

    private static final double[] LOG_WEIGHTS = {
        Math.log(.2), Math.log(.2), Math.log(.2), Math.log(.15), Math.log(.15), Math.log(.1)
    };

    private PairedBets() {}

    /** How many bets there are. */
    public static int size() {
        return BETS.length;
    }

    /** ln E of all bets. */
    public static double logE(double[] sums) {
        return LogSum.of(LOG_WEIGHTS, sums);
    }

    /**
     * Log increment of one bet.
     *
     * @param bet its index
     * @param difference over 0 is worse; not 0
     * @param rootMeanSquare of the differences before; 0 in the first window, where no bet is made on the size
     */
    public static double increment(int bet, double difference, double rootMeanSquare) {
        if (bet < 3) {
            return Math.log1p(BETS[bet] * Math.signum(difference));
        }
        if (rootMeanSquare <= 0) {
            return 0;
        }
        double z = BETS[bet] * difference / rootMeanSquare;
        return z - Math.abs(z) - Math.log1p(Math.exp(-2 * Math.abs(z))) + Math.log(2);
    }
}
