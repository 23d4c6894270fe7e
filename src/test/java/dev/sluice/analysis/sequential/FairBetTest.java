package dev.sluice.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("No bet gains on average while its null hypothesis holds")
class FairBetTest {

    private static final long SEED = 3;
    private static final int CASES = 300;

    private final SplittableRandom random = new SplittableRandom(SEED);

    /** Exact expectation of e^increment over all outcomes of one window. */
    private static double expectation(int n1, double p1, int n0, double p0, ToDoubleFunction<Interval> increment) {
        double sum = 0;
        for (int x1 = 0; x1 <= n1; x1++) {
            for (int x0 = 0; x0 <= n0; x0++) {
                double mass = binomial(n1, x1, p1) * binomial(n0, x0, p0);
                sum += mass * Math.exp(increment.applyAsDouble(new Interval(n1, x1, n0, x0)));
            }
        }
        return sum;
    }

    private static double binomial(int n, int x, double p) {
        double mass = Math.pow(p, x) * Math.pow(1 - p, n - x);
        for (int i = 0; i < x; i++) {
            mass *= (n - i) / (i + 1.0);
        }
        return mass;
    }

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    private MarginLine margin() {
        return switch (random.nextInt(4)) {
            case 0 -> MarginLine.EQUAL;
            case 1 -> new MarginLine(between(1, 3), 0);
            case 2 -> new MarginLine(1, between(0, .1));
            default -> new MarginLine(between(1, 3), between(0, .1));
        };
    }

    /** Rates of the candidate, for a rate of stable, at which the null hypothesis holds. */
    private void holds(DoubleUnaryOperator candidate, ToDoubleFunction<Interval> increment, int n1, int n0) {
        for (double p0 = 0; p0 <= 1; p0 += .05) {
            double p1 = candidate.applyAsDouble(p0);
            if (p1 >= 0 && p1 <= 1) {
                assertThat(expectation(n1, p1, n0, p0, increment))
                        .as("seed %d, n1 %d n0 %d p1 %s p0 %s", SEED, n1, n0, p1, p0)
                        .isLessThanOrEqualTo(1 + 1e-9);
            }
        }
    }

    @Test
    void C_on_and_under_the_margin() {
        for (int i = 0; i < CASES; i++) {
            MarginLine margin = margin();
            double predicted = between(.001, .6);
            double g = Alternatives.WORSE.multiplier(random.nextInt(9));
            double slack = random.nextInt(2) * random.nextDouble();
            holds(
                    p0 -> margin.at(p0) * (1 - slack),
                    seen -> Proportions.against(seen, margin, predicted, g),
                    random.nextInt(1, 8),
                    random.nextInt(1, 12));
        }
    }

    @Test
    void N_on_and_over_the_margin() {
        for (int i = 0; i < CASES; i++) {
            MarginLine margin = margin();
            double predicted = between(.001, .6);
            double kappa = Alternatives.HARMLESS.multiplier(random.nextInt(4));
            double slack = random.nextInt(2) * random.nextDouble();
            holds(
                    p0 -> margin.at(p0) + (1 - margin.at(p0)) * slack,
                    seen -> Proportions.inFavour(seen, margin, predicted, kappa),
                    random.nextInt(1, 8),
                    random.nextInt(1, 12));
        }
    }

    @Test
    void H_on_and_under_the_bound() {
        for (int i = 0; i < CASES; i++) {
            double bound = between(.001, .9);
            double g = Alternatives.WORSE.multiplier(random.nextInt(9));
            holds(
                    p0 -> bound * p0,
                    seen -> FixedBound.increment(seen.n1(), seen.x1(), bound, g),
                    random.nextInt(1, 10),
                    1);
        }
    }
}
