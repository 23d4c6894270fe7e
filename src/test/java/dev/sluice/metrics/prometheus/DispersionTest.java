package dev.sluice.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Dispersion")
class DispersionTest {

    private static final long SEED = 7;

    @Test
    void of_independent_requests_is_one() {
        assertThat(Dispersion.of(intervals(1000, 1)).phi()).isCloseTo(1, within(0.1));
    }

    @Test
    void of_requests_that_fail_in_fives_is_five() {
        assertThat(Dispersion.of(intervals(1000, 5)).phi()).isCloseTo(5, within(0.5));
    }

    @Test
    void is_not_raised_by_what_hits_all_groups_alike() {
        List<List<Trials>> shocked = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Trials each = new Trials(100, i % 2 == 0 ? 10 : 50);
            shocked.add(List.of(each, each));
        }
        assertThat(Dispersion.of(shocked)).isEqualTo(new Dispersion(1, 100));
    }

    @Test
    void of_too_few_intervals_is_unknown() {
        assertThat(Dispersion.of(intervals(Dispersion.FEWEST_INTERVALS - 1, 5))).isEqualTo(Dispersion.UNKNOWN);
    }

    @Test
    void of_requests_that_never_fail_is_unknown() {
        assertThat(Dispersion.of(List.of(List.of(new Trials(100, 0), new Trials(100, 0)))))
                .isEqualTo(Dispersion.UNKNOWN);
    }

    private static List<List<Trials>> intervals(int count, int burst) {
        Random random = new Random(SEED);
        List<List<Trials>> intervals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            intervals.add(List.of(group(random, burst), group(random, burst), group(random, burst)));
        }
        return intervals;
    }

    /** 500 requests that fail with 4 %, {@code burst} of them at a time. */
    private static Trials group(Random random, int burst) {
        int bad = 0;
        for (int i = 0; i < 500; i += burst) {
            bad += random.nextInt(100) < 4 ? burst : 0;
        }
        return new Trials(500, bad);
    }
}
