package dev.sluice.traffic.embedded.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.release.TargetId;
import dev.sluice.store.Routes.Stamp;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who asks every second what routes changed")
class ChangedRoutesTest {

    private final ChangedRoutes changes = new ChangedRoutes();

    @Test
    void asks_for_everything_first() {
        assertThat(changes.isAll(at(0))).isTrue();
        assertThat(changes.after(at(0))).isZero();
    }

    @Test
    void asks_again_for_what_was_seen_lately_because_a_smaller_epoch_may_commit_later() {
        found(0, 1, 7);
        found(5, 8);

        assertThat(changes.after(at(9))).isZero();

        found(10);

        assertThat(changes.after(at(11))).isEqualTo(7);

        found(15);

        assertThat(changes.after(at(16))).isEqualTo(8);
    }

    @Test
    void asks_now_and_then_for_everything_to_see_what_is_gone() {
        found(0, 7);
        found(12);

        assertThat(changes.isAll(at(29))).isFalse();
        assertThat(changes.isAll(at(30))).isTrue();
        assertThat(changes.after(at(30))).isZero();

        found(30, 7);

        assertThat(changes.isAll(at(31))).isFalse();
        assertThat(changes.after(at(31))).isEqualTo(7);
    }

    @Test
    void starts_over_when_the_database_may_be_an_older_copy_whose_epochs_are_smaller() {
        found(0, 7);
        found(12);

        changes.startOver();

        assertThat(changes.isAll(at(13))).isTrue();
        found(13, 3);
        assertThat(changes.after(at(20))).isZero();
        found(23);
        assertThat(changes.after(at(24))).isEqualTo(3);
    }

    private void found(long second, long... epochs) {
        changes.found(
                Arrays.stream(epochs)
                        .mapToObj(epoch -> new Stamp(new TargetId("shop", "t" + epoch), 1, epoch))
                        .toList(),
                at(second));
    }

    private static long at(long second) {
        return Duration.ofSeconds(1_000 + second).toNanos();
    }
}
