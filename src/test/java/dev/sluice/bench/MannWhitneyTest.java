package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Kayenta's Mann-Whitney")
class MannWhitneyTest {

    private static final double[] LOW = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final double[] HIGH = {21, 22, 23, 24, 25, 26, 27, 28};

    @Test
    void calls_a_clear_shift_high_and_only_upwards() {
        assertThat(MannWhitney.high(HIGH, LOW, 8)).isTrue();
        assertThat(MannWhitney.high(LOW, HIGH, 8)).isFalse();
        assertThat(MannWhitney.high(LOW, LOW, 8)).isFalse();
    }

    @Test
    void needs_more_than_a_few_windows() {
        assertThat(MannWhitney.high(HIGH, LOW, 3)).isFalse();
    }
}
