package dev.sluice.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.demo.Shop;
import dev.sluice.store.own.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Two processes over one database")
class TwoProcessesIT {

    /** Stays at 20 % until somebody does something; its first release needs no bake. */
    private static final Map<String, Object> PATIENT = Map.of(
            "type", "canary",
            "steps", List.of(Map.of("weight", 20, "hold", "1h"), Map.of("weight", 100)),
            "gates", List.of());

    @TempDir
    Path data;

    @Test
    void take_over_from_each_other_and_a_stopped_one_that_continues_moves_nothing() {
        String url = TestPostgres.freshDatabase();
        try (TriedShop tried = new TriedShop();
                RunningSluice first = serve(url, "first")) {
            Shop old = tried.open("1.0", TriedShop.GOOD);
            Shop bad = tried.open("1.1", TriedShop.BAD);
            tried.describe(first, TriedShop.quick(), Map.of("type", "embedded"));
            TriedShop.ended(first, tried.release(first, old));
            // Nobody comes until the first one is stopped: else it would have taken the bad one out before.
            String release = tried.release(first, bad);
            TriedShop.awaitWeight(first, release, 20);
            try (RunningSluice second = serve(url, "second")) {
                first.signal("STOP");
                tried.shopAt(second.router());

                JsonNode ended = TriedShop.ended(second, release);
                assertThat(ended.path("phase").asText()).isEqualTo("ROLLED_BACK");

                long events = events(second, release);
                first.signal("CONT");
                Awaitility.await("the first one is back and agrees")
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> first.get("/v1/releases/" + release)
                                .path("phase")
                                .asText()
                                .equals("ROLLED_BACK"));
                assertThat(events(second, release)).isEqualTo(events);
                Awaitility.await("it tried to write what it had decided, and was refused")
                        .until(() -> first.metric("sluice_writes_refused_total") > 0);
                assertThat(second.metric("sluice_takeovers_total")).isEqualTo(1);
            }
        }
    }

    @Test
    void act_for_each_other_within_12_s_after_kill_9() {
        try (Handover handover = new Handover()) {
            handover.first.kill();
            Instant dead = Instant.now();

            assertThat(handover.abortedAfter(dead)).isLessThan(Duration.ofSeconds(12));

            assertThat(handover.second.metric("sluice_takeovers_total")).isEqualTo(1);
        }
    }

    @Test
    void act_for_each_other_within_1_s_after_one_was_told_to_end() {
        try (Handover handover = new Handover()) {
            assertThat(handover.first.stop()).isZero();
            Instant ended = Instant.now();

            assertThat(handover.abortedAfter(ended)).isLessThan(Duration.ofSeconds(1));

            assertThat(handover.second.metric("sluice_takeovers_total")).isZero();
        }
    }

    /** A release that stands still at 20 %, moved by the first process; the second one has nothing to do. */
    private final class Handover implements AutoCloseable {

        private final TriedShop tried = new TriedShop();
        private final RunningSluice first;
        private final RunningSluice second;
        private final String release;

        Handover() {
            String url = TestPostgres.freshDatabase();
            first = serve(url, "first");
            Shop old = tried.open("1.0", TriedShop.GOOD);
            tried.describe(first, PATIENT, Map.of("type", "embedded"));
            TriedShop.ended(first, tried.release(first, old));
            release = tried.release(first, tried.open("1.1", TriedShop.GOOD));
            TriedShop.awaitWeight(first, release, 20);
            second = serve(url, "second");
            TriedShop.awaitWeight(second, release, 20);
        }

        /** How long after a moment the second process has brought an abort to its end. */
        Duration abortedAfter(Instant moment) {
            second.post("/v1/releases/" + release + "/commands", Map.of("type", "abort"));
            Awaitility.await("the abort is over")
                    .atMost(Duration.ofSeconds(30))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> second.get("/v1/releases/" + release)
                            .path("phase")
                            .asText()
                            .equals("ROLLED_BACK"));
            return Duration.between(moment, Instant.now());
        }

        @Override
        public void close() {
            second.close();
            first.close();
            tried.close();
        }
    }

    private static long events(RunningSluice sluice, String release) {
        return sluice.get("/v1/releases/" + release + "/events?limit=500")
                .path("items")
                .size();
    }

    private RunningSluice serve(String url, String name) {
        return RunningSluice.serve(
                Map.of(),
                "--database-url",
                url,
                "--data-dir",
                data.resolve(name).toString());
    }
}
