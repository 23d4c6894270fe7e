package dev.sluice.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sluice.demo.Shop;
import dev.sluice.store.own.TestPostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A process of the schema before and one of this one")
class UpgradeIT {

    /** Stays at 20 % until somebody does something. */
    private static final Map<String, Object> PATIENT = Map.of(
            "type",
            "canary",
            "steps",
            List.of(Map.of("weight", 20, "hold", "1h"), Map.of("weight", 100)),
            "bake",
            "1s",
            "gates",
            List.of());

    private final String url = TestPostgres.freshDatabase();
    private final TriedShop shop = new TriedShop();

    @TempDir
    Path data;

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void move_releases_beside_each_other_and_after_each_other_there_and_back() {
        Optional<Path> built = PreviousSluice.jar();
        assumeThat(built)
                .as("the repository's history reaches back to the schema before")
                .isPresent();
        Path before = built.orElseThrow();
        try (RunningSluice old = serve(before, "old")) {
            shop.describe(old, PATIENT, Map.of("type", "embedded"));
            assertSucceeds(old, shop.open("1.0", TriedShop.GOOD));
            String underway = shop.release(old, shop.open("1.1", TriedShop.GOOD));
            TriedShop.awaitWeight(old, underway, 20);

            try (RunningSluice next = RunningSluice.serve(Map.of(), arguments("next"))) {
                assertThat(phase(old, underway)).isEqualTo("PROGRESSING");
                TriedShop.awaitWeight(next, underway, 20);
                // Held by the old one, told to the new one.
                promote(next, underway);
                assertThat(TriedShop.ended(old, underway).path("phase").asText())
                        .isEqualTo("SUCCEEDED");
                promote(old, walking(old, "1.2"));
                String left = walking(old, "1.3");
                assertThat(old.stop()).isZero();
                promote(next, left);
                walking(next, "1.4");
            }
        }
        try (RunningSluice back = serve(before, "old")) {
            promote(back, underway(back));
            promote(back, walking(back, "1.5"));
        }
    }

    /** The release that stands at 20 %. */
    private static String underway(RunningSluice sluice) {
        return sluice.get("/v1/releases?limit=1").at("/items/0/id").asText();
    }

    private String walking(RunningSluice sluice, String version) {
        String release = shop.release(sluice, shop.open(version, TriedShop.GOOD));
        TriedShop.awaitWeight(sluice, release, 20);
        return release;
    }

    private static void promote(RunningSluice sluice, String release) {
        sluice.post("/v1/releases/" + release + "/commands", Map.of("type", "promote", "comment", "it is fine"));
        assertThat(TriedShop.ended(sluice, release).path("phase").asText()).isEqualTo("SUCCEEDED");
    }

    private void assertSucceeds(RunningSluice sluice, Shop version) {
        assertThat(TriedShop.ended(sluice, shop.release(sluice, version))
                        .path("phase")
                        .asText())
                .isEqualTo("SUCCEEDED");
    }

    private static String phase(RunningSluice sluice, String release) {
        return sluice.get("/v1/releases/" + release).path("phase").asText();
    }

    private RunningSluice serve(Path jar, String name) {
        return RunningSluice.serve(jar, Map.of(), arguments(name));
    }

    private String[] arguments(String name) {
        return new String[] {
            "--database-url", url, "--data-dir", data.resolve(name).toString()
        };
    }
}
