package dev.sluice.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.demo.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A Sluice on an older copy of its database")
class RestoredDatabaseIT {

    private static final Map<String, Object> PATIENT = Map.of(
            "steps",
            List.of(Map.of("weight", 5, "hold", "1h"), Map.of("weight", 50, "hold", "1h"), Map.of("weight", 100)),
            "gates",
            List.of(),
            "bake",
            "0s");

    @TempDir
    Path directory;

    private final TriedShop shop = new TriedShop();
    private TriedPostgres postgres;
    private String release = "";

    @BeforeEach
    void a_release_at_5_percent_of_which_a_backup_is_made() {
        postgres = new TriedPostgres(directory.resolve("postgres"));
        try (RunningSluice sluice = serve(postgres.url())) {
            shop.describe(sluice, PATIENT, Map.of("type", "embedded"));
            String first = create(sluice, "1.0");
            await(sluice, first, it -> it.path("phase").asText().equals("SUCCEEDED"));
            release = create(sluice, "1.1");
            await(sluice, release, it -> reported(it) == 5);
        }
        postgres.copy("backup");
    }

    @AfterEach
    void stop() {
        shop.close();
        postgres.close();
    }

    @Test
    void leaves_the_traffic_as_it_is_and_asks() {
        try (RunningSluice sluice = serve(postgres.url())) {
            command(sluice, "advance");
            await(sluice, release, it -> reported(it) == 50);
        }

        try (RunningSluice sluice = serve(postgres.url("backup"))) {
            JsonNode asking =
                    await(sluice, release, it -> it.path("reason").asText().equals("DRIFT"));

            assertThat(asking.path("phase").asText()).isEqualTo("PAUSED");
            assertThat(asking.path("sentence").asText()).contains("older copy").contains("50 %");
            assertThat(reported(asking)).as("nothing was driven").isEqualTo(50);
            assertThat(postgres.column("backup", "select subject from audit where action = ?", "route.adopt"))
                    .containsExactly("shop/eu");

            command(sluice, "resume");
            JsonNode after = await(sluice, release, it -> reported(it) == 5);
            assertThat(after.path("phase").asText()).as("a person said so").isEqualTo("PROGRESSING");
        }
    }

    @Test
    void keeps_a_version_that_became_stable_after_the_copy() {
        try (RunningSluice sluice = serve(postgres.url())) {
            command(sluice, "promote");
            await(sluice, release, it -> it.path("phase").asText().equals("SUCCEEDED"));
        }

        try (RunningSluice sluice = serve(postgres.url("backup"))) {
            await(sluice, release, it -> it.path("reason").asText().equals("DRIFT"));
            command(sluice, "adopt");
            await(sluice, release, it -> it.path("phase").asText().equals("CANCELLED"));

            String next = create(sluice, "1.2");
            JsonNode following = await(sluice, next, it -> reported(it) == 5);
            assertThat(following.at("/stable/label").asText()).isEqualTo("1.1");
        }
    }

    private RunningSluice serve(String url) {
        return RunningSluice.serve(
                Map.of(),
                "--database-url",
                url,
                "--data-dir",
                directory.resolve("sluice").toString());
    }

    private String create(RunningSluice sluice, String label) {
        Shop instance = shop.open(label, TriedShop.GOOD);
        Map<String, Object> version = Map.of(
                "label",
                label,
                "digest",
                "sha256:" + label,
                "endpoints",
                List.of(instance.url().toString()));
        JsonNode made =
                sluice.post("/v1/releases", Map.of("service", "shop", "environment", "prod", "version", version));
        assertThat(made.path("id").asText()).as(made.toString()).isNotEmpty();
        return made.path("id").asText();
    }

    private void command(RunningSluice sluice, String type) {
        JsonNode answer = sluice.post("/v1/releases/" + release + "/commands", Map.of("type", type));
        assertThat(answer.path("id").asText()).as(answer.toString()).isEqualTo(release);
    }

    private static double reported(JsonNode release) {
        return release.at("/targets/0/weight/reported").asDouble(-1);
    }

    private static JsonNode await(RunningSluice sluice, String id, Predicate<JsonNode> until) {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sluice.get("/v1/releases/" + id), until);
    }
}
