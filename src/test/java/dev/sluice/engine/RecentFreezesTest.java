package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Freezes as they were a moment ago")
class RecentFreezesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicInteger reads = new AtomicInteger();
    private final RecentFreezes recent = new RecentFreezes(() -> {
        reads.incrementAndGet();
        return List.of();
    });

    @Test
    void are_read_once_for_all_releases_and_again_after_a_second() {
        for (int release = 0; release < 1_000; release++) {
            recent.at(NOON.plusNanos(release * 999_000L));
        }
        assertThat(reads).hasValue(1);

        recent.at(NOON.plusSeconds(1));
        assertThat(reads).hasValue(2);
    }

    @Test
    void are_read_again_when_somebody_changed_one() {
        recent.at(NOON);
        recent.forget();
        recent.at(NOON);

        assertThat(reads).hasValue(2);
    }

    @Test
    void are_read_again_when_the_clock_was_set_back() {
        recent.at(NOON);
        recent.at(NOON.minusSeconds(60));

        assertThat(reads).hasValue(2);
    }
}
