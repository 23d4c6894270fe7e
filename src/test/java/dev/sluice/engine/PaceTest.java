package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The next look")
class PaceTest {

    @ParameterizedTest(name = "after {2} with {0} requests a second is {3} long at a share of {1}")
    @CsvSource({
        // As many as are needed for 10 requests of the candidate, at once.
        "1000, 0.05, PT1S, PT1S",
        "10, 0.5, PT1S, PT2S",
        "0.4, 0.5, PT1S, PT50S",
        "1000, 0.05, PT60S, PT1S",
        // Nobody came: longer step by step.
        "0, 0.5, PT1S, PT2S",
        "0, 0.5, PT2S, PT4S",
        "0, 0.5, PT32S, PT60S",
        "0, 0.5, PT60S, PT60S"
    })
    void is_long_enough_for_the_traffic_there_was(double rate, double share, Duration last, Duration expected) {
        assertThat(new Pace(rate, last).next(Duration.ofSeconds(1), share)).isEqualTo(expected);
    }
}
