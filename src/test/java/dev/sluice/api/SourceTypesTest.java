package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.listsource.ListSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
@DisplayName("A target whose numbers another type of source has")
class SourceTypesTest {

    private static final Duration SPAN = Duration.ofHours(1);

    private static final Map<String, Object> JUDGED = Map.of(
            "steps",
            List.of(Map.of("weight", 50, "hold", "2s"), Map.of("weight", 100)),
            "gates",
            List.of(Map.of("name", "errors", "metric", "errorRatio", "margin", Map.of("absolute", 0.05))),
            "bake",
            "0s",
            "window",
            "1s");

    private static void service(String name) {
        Catalogue.service(name, JUDGED);
        Api.admin()
                .put("/v1/connections/" + name, Map.of("type", "list", "list", name))
                .then()
                .statusCode(201);
        Api.admin()
                .put(
                        "/v1/services/" + name + "/targets/here",
                        Map.of(
                                "environment",
                                "test",
                                "traffic",
                                Map.of("hosts", List.of(name + ".example")),
                                "metrics",
                                Map.of("type", "list", "connection", name)))
                .then()
                .statusCode(200);
        count(name, "1.0", 1);
    }

    private static void count(String service, String version, int errors) {
        Instant now = Instant.now();
        ListSource.add(
                service, new ListSource.Entry("sha256:" + version, now.minus(SPAN), now.plus(SPAN), 2_000, errors));
    }

    @Test
    void is_promoted_by_them() {
        service("lists-good");
        Releases.stable("lists-good", "1.0");
        count("lists-good", "1.1", 1);

        String id = Releases.create("lists-good", "1.1");

        Releases.awaitPhase(id, "SUCCEEDED");
    }

    @Test
    void is_given_back_by_them() {
        service("lists-bad");
        Releases.stable("lists-bad", "1.0");
        count("lists-bad", "1.1", 300);

        String id = Releases.create("lists-bad", "1.1");

        JsonPath ended = Releases.awaitPhase(id, "ROLLED_BACK");
        assertThat(ended.getString("sentence")).contains("errors");
    }

    @Test
    void is_previewed_by_their_rate() {
        service("lists-plan");
        Releases.stable("lists-plan", "1.0");

        JsonPath plan = Api.admin()
                .post("/v1/releases?validateOnly=true", Releases.body("lists-plan", "1.1"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(plan.getFloat("plan.preview[0].requestsPerSecond")).isBetween(1_990f, 2_010f);
        assertThat(plan.getBoolean("plan.preview[0].measured")).isTrue();
    }

    @Test
    void names_types_that_there_are() {
        Catalogue.service("lists-unknown", Catalogue.QUICK);

        Response metrics = Api.admin()
                .put(
                        "/v1/services/lists-unknown/targets/here",
                        Map.of(
                                "environment",
                                "test",
                                "traffic",
                                Map.of("hosts", List.of("here.lists-unknown.example")),
                                "metrics",
                                Map.of("type", "runes")));
        Response connection = Api.admin().put("/v1/connections/lists-unknown", Map.of("type", "runes"));

        Answers.assertProblem(metrics, 422, "invalid", "/metrics/type");
        assertThat(metrics.asString()).contains("must be one of embedded, list, prometheus, not “runes”");
        Answers.assertProblem(connection, 422, "invalid", "/type");
        assertThat(connection.asString()).contains("must be one of directory, list, prometheus, not “runes”");
    }
}
