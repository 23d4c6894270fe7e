package dev.sluice.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.release.Weight;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The resolution of a router")
class ResolutionTest {

    @ParameterizedTest
    @CsvSource({
        "256, 500, 13",
        "256, 1, 1",
        "256, 9999, 255",
        "256, 0, 0",
        "256, 10000, 256",
        "100, 25, 1",
        "100, 150, 2",
        "16, 500, 1",
        "16, 5000, 8",
        "2, 100, 1",
        "2, 9900, 1",
        "1, 1, 1",
        "10000, 1234, 1234"
    })
    void has_a_nearest_step_for_each_weight(int steps, int basisPoints, int expected) {
        assertThat(new Resolution(steps).stepsFor(new Weight(basisPoints))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 16, 100, 256, 1000, 9999, 10_000})
    void makes_no_drift_of_what_a_router_can_do(int steps) {
        Resolution resolution = new Resolution(steps);
        for (int basisPoints = 0; basisPoints <= 10_000; basisPoints++) {
            Weight desired = new Weight(basisPoints);
            Weight inForce = resolution.weightOf(resolution.stepsFor(desired));

            assertThat(resolution.isNearest(desired, inForce)).isTrue();
        }
    }

    @Test
    void tells_another_share_from_the_nearest_one() {
        Resolution resolution = new Resolution(256);

        assertThat(resolution.isNearest(new Weight(500), resolution.weightOf(13)))
                .isTrue();
        assertThat(resolution.isNearest(new Weight(500), resolution.weightOf(12)))
                .isFalse();
        assertThat(resolution.isNearest(new Weight(500), resolution.weightOf(14)))
                .isFalse();
        assertThat(resolution.isNearest(Weight.NONE, resolution.weightOf(1))).isFalse();
        assertThat(resolution.isNearest(Weight.ALL, resolution.weightOf(255))).isFalse();
    }

    @Test
    void has_at_least_one_step_and_no_more_than_there_are_weights() {
        assertThatThrownBy(() -> new Resolution(0)).hasMessageContaining("1 to 10000 steps");
        assertThatThrownBy(() -> new Resolution(10_001)).hasMessageContaining("1 to 10000 steps");
    }
}
