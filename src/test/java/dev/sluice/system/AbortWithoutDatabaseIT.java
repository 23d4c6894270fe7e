package dev.sluice.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.demo.Shop;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Abort without the database")
class AbortWithoutDatabaseIT {

    private static final Duration QUIET = Duration.ofSeconds(2);

    @TempDir
    Path data;

    @ParameterizedTest
    @EnumSource
    void sends_everything_to_stable_at_once_and_is_in_the_database_when_that_is_back(TriedPostgres.Outage outage) {
        try (TriedPostgres postgres = new TriedPostgres(data.resolve("postgres"));
                TriedShop tried = new TriedShop();
                RunningSluice sluice = RunningSluice.serve(
                        Map.of(),
                        "--database-url",
                        postgres.url(),
                        "--data-dir",
                        data.resolve("sluice").toString())) {
            String release = canaryAt20(tried, sluice);
            postgres.goAway(outage);
            try {
                Instant asked = Instant.now();
                HttpResponse<String> answer =
                        sluice.call("POST", "/v1/releases/" + release + "/commands", Map.of("type", "abort"));

                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
                assertThat(RunningSluice.json(answer).path("durability").asText())
                        .isEqualTo("journal");
                assertThat(RunningSluice.json(answer).path("sentence").asText()).contains("eu to stable now");
                assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(10));
                Instant answered = Instant.now();
                Awaitility.await("nobody gets the candidate any more")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> Instant.now().isAfter(lastVisit(tried).plus(QUIET)));
                assertThat(lastVisit(tried)).isBefore(answered.plusSeconds(5));
                JsonNode stale = sluice.get("/v1/releases/" + release);
                assertThat(stale.path("stale").asBoolean()).as(stale.toString()).isTrue();
                assertThat(stale.path("asOf").asText()).isNotEmpty();
                assertThat(sluice.get("/v1/releases").at("/items/0/stale").asBoolean())
                        .isTrue();
            } finally {
                postgres.comeBack(outage);
            }

            JsonNode ended = TriedShop.ended(sluice, release);

            assertThat(ended.path("phase").asText()).as(ended.toString()).isEqualTo("ROLLED_BACK");
            assertThat(ended.path("outcome").asText()).isEqualTo("ABORTED");
            assertThat(postgres.column(
                            "select action from audit where subject = ? and action <> 'release.create'", release))
                    .isEqualTo(List.of("release.abort"));
            assertThat(postgres.column("select code from intake where release_id = ?", release))
                    .isEqualTo(List.of(""));
            assertThat(postgres.column(
                            "select body ->> 'kind' from event where release_id = ? and body ->> 'kind' = 'Drifted'",
                            release))
                    .as("the abort is adopted, not fought")
                    .isEmpty();
            assertThat(lastVisit(tried).plus(QUIET)).isBefore(Instant.now());
        }
    }

    private static String canaryAt20(TriedShop tried, RunningSluice sluice) {
        Shop old = tried.open("1.0", TriedShop.GOOD);
        Shop candidate = tried.open("1.1", TriedShop.GOOD);
        Map<String, Object> patient =
                Map.of("type", "canary", "steps", List.of(Map.of("weight", 20, "hold", "10m"), Map.of("weight", 100)));
        tried.describe(sluice, patient, Map.of("type", "embedded"));
        TriedShop.ended(sluice, tried.release(sluice, old));
        tried.shopAt(sluice.router());
        String release = tried.release(sluice, candidate);
        TriedShop.awaitWeight(sluice, release, 20);
        Awaitility.await("somebody gets the candidate")
                .until(() -> tried.shoppers().visits().of("1.1").requests() > 20);
        return release;
    }

    private static Instant lastVisit(TriedShop tried) {
        return tried.shoppers().visits().of("1.1").last();
    }
}
