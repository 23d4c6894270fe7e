package dev.sluice.analysis.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("φ of slices")
class DispersionTest {

    private static final long SEED = 7;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final long[][] n = new long[240][100];
    private final long[][] x = new long[240][100];

    private void fill(int burst, double[] rates) {
        for (int t = 0; t < n.length; t++) {
            for (int slice = 0; slice < 100; slice++) {
                n[t][slice] = 20;
                for (int i = 0; i < 20 / burst; i++) {
                    x[t][slice] += random.nextDouble() < rates[slice] ? burst : 0;
                }
            }
        }
    }

    private static double[] even(double rate) {
        double[] rates = new double[100];
        Arrays.fill(rates, rate);
        return rates;
    }

    @Test
    void of_independent_requests_is_about_one() {
        fill(1, even(.02));
        assertThat(Dispersion.phi(n, x, .05)).isBetween(1., 1.4);
    }

    @Test
    void of_bursts_is_their_size() {
        fill(5, even(.02));
        assertThat(Dispersion.phi(n, x, .05)).isCloseTo(5, within(1.2));
    }

    @Test
    void sees_one_heavy_client_with_a_bad_day() {
        double[] rates = even(.01);
        rates[42] = .5;
        fill(1, rates);
        assertThat(Dispersion.phi(n, x, .05)).isGreaterThan(100);
    }

    @Test
    void of_nothing_is_one() {
        assertThat(Dispersion.phi(new long[0][], new long[0][], .05)).isEqualTo(1);
        assertThat(Dispersion.phi(n, x, .05)).isEqualTo(1);
    }
}
