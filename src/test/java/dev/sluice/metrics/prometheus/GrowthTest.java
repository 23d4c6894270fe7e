package dev.sluice.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.metrics.prometheus.Series.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A counter's growth")
class GrowthTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void reaches_from_the_last_sample_before_the_window_to_the_last_one_in_it() {
        Series counter = counter(100, 110, 125, 150);
        assertThat(growth(counter, 0, 2)).isEqualTo(new Growth(25, 0));
    }

    @Test
    void starts_from_zero_where_the_counter_falls() {
        assertThat(growth(counter(100, 130, 7, 9), 0, 3)).isEqualTo(new Growth(30 + 7 + 2, 1));
    }

    @Test
    void counts_several_restarts_in_one_window() {
        assertThat(growth(counter(100, 3, 5, 1), 0, 3)).isEqualTo(new Growth(3 + 2 + 1, 2));
    }

    @Test
    void is_nothing_without_a_sample_in_the_window() {
        assertThat(growth(counter(100, 130), 1, 5)).isEqualTo(Growth.NONE);
    }

    @Test
    void of_a_new_counter_includes_its_first_sample() {
        assertThat(Growth.of(counter(4, 6), window(-1, 1), true)).isEqualTo(new Growth(6, 0));
    }

    @Test
    void of_a_counter_with_an_unseen_past_begins_at_its_first_sample() {
        assertThat(Growth.of(counter(4000, 4002), window(-1, 1), false)).isEqualTo(new Growth(2, 0));
    }

    @Test
    void adds_up_over_windows_side_by_side() {
        long seed = 20261124;
        Random random = new Random(seed);
        for (int run = 0; run < 1000; run++) {
            Series counter = randomCounter(random);
            boolean bornAtZero = random.nextBoolean();
            double parts = 0;
            int from = -1;
            while (from < 50) {
                int to = from + 1 + random.nextInt(7);
                parts += Growth.of(counter, window(from, to), bornAtZero).amount();
                from = to;
            }
            assertThat(parts)
                    .as("seed %d, run %d", seed, run)
                    .isEqualTo(Growth.of(counter, window(-1, from), bornAtZero).amount());
        }
    }

    private static Series randomCounter(Random random) {
        List<Point> points = new ArrayList<>();
        long value = random.nextInt(1000);
        for (int second = 0; second < 50; second++) {
            value = random.nextInt(10) == 0 ? random.nextInt(20) : value + random.nextInt(20);
            if (random.nextInt(5) > 0 || points.isEmpty()) {
                points.add(new Point(NOON.plusSeconds(second), value));
            }
        }
        return new Series(Map.of(), points);
    }

    private static Series counter(double... values) {
        List<Point> points = new ArrayList<>();
        for (double value : values) {
            points.add(new Point(NOON.plusSeconds(points.size()), value));
        }
        return new Series(Map.of(), points);
    }

    private static Growth growth(Series counter, int from, int to) {
        return Growth.of(counter, window(from, to), false);
    }

    private static Window window(int from, int to) {
        return new Window(NOON.plusSeconds(from), NOON.plusSeconds(to));
    }
}
