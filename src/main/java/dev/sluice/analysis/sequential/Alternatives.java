package dev.sluice.analysis.sequential;

import com.google.common.primitives.Doubles;
import java.util.Collections;
import java.util.List;

/**
 * How much worse (or better) the candidate might be, with how much of the stake is put on each: the mixture that every
 * count test bets with. The evidence of each alternative is a product over time, kept as a sum of logs; the mixture is
 * taken outside of that product.
 *
 * <p>After Grünwald, de Heide, Koolen, "Safe testing", section 4, and Turner, Ly, Grünwald, "Generic E-variables for
 * exact sequential k-sample tests".
 */
public final class Alternatives {

    /** Multipliers of the odds or of the rate, in a regression. */
    public static final Alternatives WORSE = new Alternatives(
            new double[] {1.03, 1.1, 1.25, 1.5, 2, 3, 5, 10, 30},
            new double[] {.05, .10, .15, .15, .20, .15, .10, .05, .05});

    /** The same multipliers turned round: the candidate is better. */
    public static final Alternatives BETTER = new Alternatives(
            new double[] {1 / 1.03, 1 / 1.1, 1 / 1.25, 1 / 1.5, 1 / 2., 1 / 3., 1 / 5., 1 / 10., 1 / 30.},
            new double[] {.05, .10, .15, .15, .20, .15, .10, .05, .05});

    /** Multipliers κ of stable's rate when the candidate is to be proven not worse. */
    public static final Alternatives HARMLESS =
            new Alternatives(new double[] {1, .9, .7, .4}, new double[] {.4, .3, .2, .1});

    private final double[] multipliers;
    private final double[] logWeights;

    private Alternatives(double[] multipliers, double[] weights) {
        this.multipliers = multipliers;
        this.logWeights = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            logWeights[i] = Math.log(weights[i]);
        }
    }

    /** A single alternative with the whole stake on it. */
    public static Alternatives only(double multiplier) {
        return new Alternatives(new double[] {multiplier}, new double[] {1});
    }

    /** How many alternatives there are. */
    public int size() {
        return multipliers.length;
    }

    /** The i-th multiplier. */
    public double multiplier(int i) {
        return multipliers[i];
    }

    /** ln of the stake on the i-th alternative. */
    public double logWeight(int i) {
        return logWeights[i];
    }

    /** Evidence before the first window: 1 on each alternative. */
    public List<Double> start() {
        return frozen(new double[multipliers.length]);
    }

    /** ln E of the mixture, of the alternatives' summed log increments. */
    public double logE(List<Double> sums) {
        return LogSum.of(logWeights, Doubles.toArray(sums));
    }

    /** One log increment of an alternative, by its multiplier. */
    @FunctionalInterface
    public interface Increment {
        double of(double multiplier);
    }

    /** The sums after one more window. An increment that is not finite counts as no evidence. */
    public List<Double> add(List<Double> sums, Increment increment) {
        double[] after = new double[multipliers.length];
        for (int i = 0; i < after.length; i++) {
            double more = increment.of(multipliers[i]);
            after[i] = sums.get(i) + (Double.isFinite(more) ? more : 0);
        }
        return frozen(after);
    }

    private static List<Double> frozen(double[] values) {
        return Collections.unmodifiableList(Doubles.asList(values));
    }
}
