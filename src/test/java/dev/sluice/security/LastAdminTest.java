package dev.sluice.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastAdminTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static Optional<String> warning(Duration left) {
        return LastAdmin.warning(Optional.of(NOW.plus(left)), NOW);
    }

    @Test
    void is_announced_to_end_two_weeks_before() {
        assertThat(warning(Duration.ofDays(15))).isEmpty();
        assertThat(warning(Duration.ofDays(13)))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("the last admin token ends at 2026-03-14T12:00:00Z", "make another before"));
    }

    @Test
    void is_missed_with_what_to_do() {
        assertThat(warning(Duration.ZERO))
                .hasValueSatisfying(text -> assertThat(text).contains("nobody is admin any more", "--data-dir DIR"));
        assertThat(LastAdmin.warning(Optional.empty(), NOW)).isPresent();
    }
}
