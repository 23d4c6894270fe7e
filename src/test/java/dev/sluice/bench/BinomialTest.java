package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Binomial draws have the mean and the variance that they should have")
class BinomialTest {

    private static final long SEED = 11;
    private static final int DRAWS = 100_000;

    @ParameterizedTest
    @CsvSource({
        "100, .01",
        "2000, .0001",
        "1900, .005",
        "1000, .01",
        "1000, .3",
        "20000, .5",
        "400, .9",
        "7, .5",
        "0, .5"
    })
    void moments(long n, double p) {
        SplittableRandom random = new SplittableRandom(SEED);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            double x = Binomial.draw(random, n, p);
            assertThat(x).isBetween(0., (double) n);
            sum += x;
            squares += x * x;
        }
        double mean = sum / DRAWS;
        double variance = n * p * (1 - p);
        assertThat(mean).as("seed %d", SEED).isCloseTo(n * p, within(5 * Math.sqrt(variance / DRAWS) + 1e-12));
        assertThat(squares / DRAWS - mean * mean)
                .as("seed %d", SEED)
                .isCloseTo(variance, within(.04 * variance + 1e-12));
    }
}
