package dev.sluice.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.demo.Shop;
import dev.sluice.store.own.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Two processes over one database")
class TwoProcessesIT {

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
            tried.shopAt(first.router());
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
            }
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
