package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
@DisplayName("What a plan can see")
class PreviewTest {

    private static final Map<String, Object> JUDGED = Map.of(
            "steps",
            List.of(Map.of("weight", 5, "hold", "10m"), Map.of("weight", 50, "hold", "10m"), Map.of("weight", 100)));

    private static JsonPath at(String service, String rate) {
        return Api.admin()
                .post("/v1/releases?validateOnly=true&requestsPerSecond=" + rate, Releases.body(service, "1.1"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void is_said_for_each_step_and_gate_at_the_given_rate() {
        Catalogue.service("foreseen", JUDGED);
        Releases.stable("foreseen", "1.0");

        JsonPath busy = at("foreseen", "1000");
        JsonPath quiet = at("foreseen", "0.4");

        assertThat(busy.getList("plan.preview.step", Integer.class))
                .as("latency needs traffic first")
                .containsExactly(1, 2);
        assertThat(busy.getList("plan.preview.gate")).containsOnly("errors");
        assertThat(busy.getList("plan.preview.requestsPerSecond", Float.class)).containsOnly(1000f);
        assertThat(busy.getDouble("plan.preview[0].finds"))
                .as("more traffic sees less harm")
                .isLessThan(busy.getDouble("plan.preview[0].base") * 100);
        assertThat(quiet.getString("plan.preview[0].sentence")).contains("0.4 requests a second");
        assertThat(Api.admin().get("/v1/releases?service=foreseen").jsonPath().getList("items"))
                .as("nothing is made")
                .hasSize(1);
    }

    @Test
    void warns_of_a_prometheus_that_cannot_be_reached_with_the_cause() {
        Catalogue.service("unseen", JUDGED);
        Releases.stable("unseen", "1.0");
        Api.admin()
                .put("/v1/connections/gone", "{\"type\":\"prometheus\",\"url\":\"http://127.0.0.1:1\"}")
                .then()
                .statusCode(201);
        Api.admin()
                .put(
                        "/v1/services/unseen/targets/here",
                        Map.of(
                                "environment",
                                "test",
                                "traffic",
                                Map.of("hosts", List.of("here.unseen.example")),
                                "metrics",
                                Map.of("type", "prometheus", "connection", "gone")))
                .then()
                .statusCode(200);

        assertThat(at("unseen", "10").getList("plan.warnings", String.class))
                .containsExactly("gate errors can't be judged at here: cannot connect to http://127.0.0.1:1:"
                        + " connection refused");
        String id = Releases.create("unseen", "1.1");
        Releases.await(
                id, release -> release.getString("sentence").contains("connection refused"), "its sentence says why");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-1", "NaN", "1e400", ""})
    void a_rate_that_is_none_is_named(String rate) {
        Catalogue.service("unrated", JUDGED);

        Answers.assertProblem(
                Api.admin()
                        .post(
                                "/v1/releases?validateOnly=true&requestsPerSecond=" + rate,
                                Releases.body("unrated", "1.0")),
                400,
                "malformed",
                "?requestsPerSecond");
    }

    @Test
    void a_gates_looks_are_there_to_be_plotted() {
        Catalogue.service("plotted", JUDGED);
        Releases.stable("plotted", "1.0");
        String id = Releases.create("plotted", "1.1");
        Releases.awaitWeight(id, 5);

        Releases.await(
                id,
                _ -> !Api.admin()
                        .get("/v1/releases/" + id + "/gates/errors/series")
                        .jsonPath()
                        .getList("points")
                        .isEmpty(),
                "a look");
        JsonPath series =
                Api.admin().get("/v1/releases/" + id + "/gates/errors/series").jsonPath();

        assertThat(series.getBoolean("complete")).isTrue();
        assertThat(series.getString("points[0].verdict")).as("no request came").isEqualTo("NO_DATA");
        assertThat(series.getString("points[0].target")).isEqualTo("here");
        Answers.assertProblem(Api.admin().get("/v1/releases/" + id + "/gates/none/series"), 404, "not-found");
        Answers.assertProblem(Api.admin().get("/v1/releases/no-id/gates/errors/series"), 404, "not-found");
    }
}
