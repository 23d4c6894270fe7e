package dev.sluice.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A window is as long as it needs to be for 10 candidate requests, at most a minute")
class WindowLengthTest {

    @ParameterizedTest
    @CsvSource({
        "PT1S, 1000, PT1S",
        "PT10S, 5, PT10S",
        "PT1S, 5, PT2S",
        "PT1S, 0.5, PT20S",
        "PT1S, 0.01, PT60S",
        "PT1S, 0, PT60S",
        "PT1S, NaN, PT60S",
        "PT2M, 0.01, PT2M"
    })
    void table(Duration least, double perSecond, Duration expected) {
        assertThat(AnalysisRun.windowFor(least, perSecond)).isEqualTo(expected);
    }
}
