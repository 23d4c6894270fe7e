package dev.sluice.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Work that is done again and again, and what is known of it when it isn't any more. */
class PeriodicTaskTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void a_turn_that_lasts_too_long_is_stuck_until_it_ends() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (PeriodicTask _ = PeriodicTask.start("stuck turn", () -> HOUR, () -> {
            begun.countDown();
            hold(end);
        })) {
            hold(begun);

            await().until(() -> PeriodicTask.stuck(Duration.ofMillis(1)).contains("stuck turn"));
            assertThat(PeriodicTask.stuck(HOUR)).doesNotContain("stuck turn");
            end.countDown();
            await().until(() -> !PeriodicTask.stuck(Duration.ZERO).contains("stuck turn"));
        }
    }

    @Test
    void an_error_that_ends_its_thread_makes_it_stuck_until_it_is_closed() {
        PeriodicTask task = PeriodicTask.start("ended by an error", () -> HOUR, () -> {
            throw new AssertionError("ends the thread");
        });

        // Else the error that is thrown on purpose would be taken for one of this test.
        await().dontCatchUncaughtExceptions()
                .until(() -> PeriodicTask.stuck(HOUR).contains("ended by an error"));
        task.close();
        assertThat(PeriodicTask.stuck(Duration.ZERO)).doesNotContain("ended by an error");
    }

    @Test
    void a_turn_that_fails_is_followed_by_the_next_one() {
        CountDownLatch turns = new CountDownLatch(3);
        try (PeriodicTask _ = PeriodicTask.start("failing", () -> Duration.ofMillis(1), () -> {
            turns.countDown();
            throw new IllegalStateException("on purpose");
        })) {
            hold(turns);

            assertThat(PeriodicTask.stuck(HOUR)).doesNotContain("failing");
        }
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
