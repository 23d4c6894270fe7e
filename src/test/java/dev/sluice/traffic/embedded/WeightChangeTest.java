package dev.sluice.traffic.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WeightChangeTest {

    private static final int CHANGES = 100;
    private static final int CLIENTS = 8;

    @Test
    void a_change_is_in_force_for_the_next_request() throws Exception {
        try (Rig rig = Rig.start()) {
            URI stable = rig.naming("stable");
            URI candidate = rig.naming("candidate");
            for (int i = 1; i <= CHANGES; i++) {
                boolean all = i % 2 == 0;
                rig.router.write(Rig.split(List.of(stable), List.of(candidate), all ? 10_000 : 0, i));

                assertThat(rig.get("/").body()).isEqualTo(all ? "candidate" : "stable");
            }
        }
    }

    @Test
    void changes_under_load_cost_no_request_and_every_request_is_counted_once() throws Exception {
        try (Rig rig = Rig.start()) {
            URI stable = rig.naming("stable");
            URI candidate = rig.naming("candidate");
            rig.router.write(Rig.split(List.of(stable), List.of(candidate), 0, 1));
            AtomicBoolean isOver = new AtomicBoolean();
            AtomicLong sent = new AtomicLong();
            AtomicLong failed = new AtomicLong();
            AtomicLong counted = new AtomicLong();
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int client = 0; client < CLIENTS; client++) {
                    String user = "u-" + client;
                    clients.execute(() -> {
                        while (!isOver.get()) {
                            sent.getAndIncrement();
                            if (status(rig, user) != 200) {
                                failed.getAndIncrement();
                            }
                        }
                    });
                }
                for (int i = 2; i <= CHANGES; i++) {
                    long seen = sent.get();
                    rig.router.write(Rig.split(List.of(stable), List.of(candidate), i * 100, i));
                    counted.addAndGet(drain(rig, 1));
                    while (sent.get() < seen + CLIENTS) {
                        Thread.onSpinWait();
                    }
                }
                isOver.set(true);
            }
            counted.addAndGet(drain(rig, 2));

            assertThat(failed).hasValue(0);
            assertThat(counted).hasValue(sent.get());
        }
    }

    /** Also seconds that are still open, which is the hardest time to lose nothing. */
    private static long drain(Rig rig, int secondsAhead) {
        return rig.router.drain(Instant.now().plusSeconds(secondsAhead)).stream()
                .mapToLong(WindowCounts::requests)
                .sum();
    }

    private static int status(Rig rig, String user) {
        try {
            return rig.get("/", "x-user", user).statusCode();
        } catch (IOException | InterruptedException broken) {
            return -1;
        }
    }
}
