package dev.sluice.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.demo.Shop;
import dev.sluice.metrics.prometheus.PrometheusServer;
import dev.sluice.testing.Needs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Needs("prometheus")
@DisplayName("A release that is judged through Prometheus")
class PrometheusReleaseIT {

    @TempDir
    Path data;

    @Test
    void arrives_when_it_is_good_and_is_taken_out_when_it_is_bad() throws Exception {
        try (TriedShop tried = new TriedShop();
                RunningSluice sluice = RunningSluice.serve(data)) {
            Shop old = tried.open("1.0", TriedShop.GOOD);
            Shop good = tried.open("1.1", TriedShop.GOOD);
            Shop bad = tried.open("1.2", TriedShop.BAD);
            try (PrometheusServer prometheus =
                    PrometheusServer.start(Duration.ofSeconds(1), List.of(scrape(old), scrape(good), scrape(bad)))) {
                sluice.put(
                        "/v1/connections/prom",
                        Map.of("type", "prometheus", "url", prometheus.url().toString(), "scrapeInterval", "1s"));
                tried.describe(
                        sluice,
                        TriedShop.quick(),
                        Map.of(
                                "type",
                                "prometheus",
                                "connection",
                                "prom",
                                "labels",
                                Map.of("selector", "job=\"shop\"")));
                TriedShop.ended(sluice, tried.release(sluice, old));
                tried.shopAt(sluice.router());
                Awaitility.await("a history")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> tried.shoppers().visits().answered() > 1_500);

                JsonNode arrived = TriedShop.ended(sluice, tried.release(sluice, good));
                JsonNode taken = TriedShop.ended(sluice, tried.release(sluice, bad));

                assertThat(arrived.path("phase").asText())
                        .as(arrived.toString())
                        .isEqualTo("SUCCEEDED");
                assertThat(taken.path("phase").asText()).as(taken.toString()).isEqualTo("ROLLED_BACK");
                assertThat(taken.path("sentence").asText()).contains("requests");
            }
        }
    }

    private static PrometheusServer.ScrapeTarget scrape(Shop shop) {
        return new PrometheusServer.ScrapeTarget("shop", shop.url().getAuthority());
    }
}
