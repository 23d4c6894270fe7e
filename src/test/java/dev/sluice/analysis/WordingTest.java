package dev.sluice.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Figures as people read them")
class WordingTest {

    @ParameterizedTest
    @CsvSource({
        "0.021, 2.1 %",
        "0.005, 0.5 %",
        "0.00526, 0.53 %",
        "0, 0 %",
        "0.123, 12 %",
        "1, 100 %",
        "0.00012, 0.012 %"
    })
    void percent(double share, String expected) {
        assertThat(Wording.percent(share)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"20, 20 s", "0.2, 1 s", "96, 96 s", "3000, 50 min", "10800, 3 h", "864000, 10 days"})
    void span(double seconds, String expected) {
        assertThat(Wording.span(seconds)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"206.3 | 210", "14 | 14", "1411 | 1,500", "0.3 | 1"})
    void about(double value, String expected) {
        assertThat(Wording.about(value)).isEqualTo(expected);
    }
}
