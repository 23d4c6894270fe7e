package dev.sluice.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0s,PT0S,0s",
        "300ms,PT0.3S,300ms",
        "90s,PT1M30S,90s",
        "10m,PT10M,10m",
        "60m,PT1H,1h",
        "24h,PT24H,24h",
        "48h,PT48H,2d",
        "PT1H30M,PT1H30M,90m",
        "P2D,PT48H,2d"
    })
    void read_and_written(String text, Duration duration, String written) {
        assertThat(Durations.parse(text)).contains(duration);
        assertThat(Durations.format(duration)).isEqualTo(written);
        assertThat(Durations.parse(written)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "-5m", "5 m", "1.5h", "5M", "PT-5M", "9999999999s", "٣m", "5m "})
    void what_is_none(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }
}
