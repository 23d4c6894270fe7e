package dev.sluice.metrics.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.metrics.prometheus.Series.Instance;
import dev.sluice.release.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Groups of instances")
class GroupsTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration SCRAPE = Duration.ofSeconds(15);
    private static final Window TEN_MINUTES = new Window(NOON, NOON.plusSeconds(600));

    @ParameterizedTest(name = "of {0} at {1} basis points: {2} of {3}")
    @CsvSource({"1, 500, 1, 1", "2, 500, 2, 1", "2, 9000, 2, 1", "10, 2000, 5, 2", "10, 3000, 3, 3", "10, 8000, 2, 5"})
    void are_as_large_as_the_share_and_at_least_two_where_there_are_two(int count, int share, int groups, int size) {
        Groups split = Groups.of(instances(count), new Weight(share), TEN_MINUTES, SCRAPE);
        assertThat(split.groups()).hasSize(groups).allMatch(group -> group.size() == size);
    }

    @Test
    void are_compared_in_every_scrape_interval_of_a_short_span() {
        assertThat(Groups.of(instances(2), Weight.ALL, TEN_MINUTES, SCRAPE).intervals())
                .hasSize(40);
    }

    @Test
    void are_compared_in_240_intervals_of_a_long_span() {
        Window day = new Window(NOON, NOON.plus(Duration.ofDays(1)));
        assertThat(Groups.of(instances(2), Weight.ALL, day, SCRAPE).intervals()).hasSize(240);
    }

    @Test
    void show_an_instance_that_is_worse_than_the_others() {
        Dispersion dispersion = Groups.of(instances(2), new Weight(500), TEN_MINUTES, SCRAPE)
                .dispersion((instance, _) -> new Trials(1000, instance.name().endsWith("0") ? 20 : 0));
        // Each of the two is off the mean, 1 %, by 1 point: 2 · 1000 · 0.01² / (0.01 · 0.99) over one degree of
        // freedom.
        assertThat(dispersion.phi()).isCloseTo(20.2, within(0.01));
        assertThat(dispersion.intervals()).isEqualTo(40);
    }

    @Test
    void tell_nothing_where_there_is_one_instance() {
        assertThat(Groups.of(instances(1), new Weight(500), TEN_MINUTES, SCRAPE)
                        .dispersion((_, _) -> new Trials(1000, 20)))
                .isEqualTo(Dispersion.UNKNOWN);
    }

    private static List<Instance> instances(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Instance("shop", "shop-" + number))
                .toList();
    }
}
