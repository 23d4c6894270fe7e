package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class QuarantineTest {

    private static Map<String, Object> body(String service, String label) {
        return Map.of(
                "service",
                service,
                "environment",
                "test",
                "version",
                Map.of("label", label, "digest", "sha256:" + label),
                "reason",
                "it ate the orders");
    }

    @Test
    void what_is_in_quarantine_is_released_again_only_when_somebody_lifts_it() {
        Catalogue.service("sick", Catalogue.QUICK);

        Response put = Api.admin().post("/v1/quarantine", body("sick", "6.6"));

        assertThat(put.statusCode()).isEqualTo(201);
        String id = put.path("id");
        assertThat(put.header("Location")).isEqualTo("/v1/quarantine/" + id);
        Response refused = Releases.ask(Api.admin(), "sick", "6.6");
        Answers.assertProblem(refused, 409, "quarantined", "/version");
        assertThat(refused.jsonPath().getString("detail")).contains(id, "it ate the orders");
        assertThat(Api.admin()
                        .post("/v1/releases?validateOnly=true", Releases.body("sick", "6.6"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(Releases.ask(Api.admin(), "sick", "6.7").statusCode()).isEqualTo(201);

        JsonPath lifted =
                Api.admin().delete("/v1/quarantine/" + id + "?reason=fixed").jsonPath();

        assertThat(lifted.getString("liftedBy")).isEqualTo("root");
        assertThat(lifted.getString("liftedAt")).isNotBlank();
        assertThat(Api.admin().get("/v1/quarantine/" + id).jsonPath().getString("liftedBy"))
                .isEqualTo("root");
        assertThat(Releases.ask(Api.admin(), "sick", "6.6").statusCode()).isEqualTo(201);
    }

    @Test
    void a_version_is_put_there_once() {
        Catalogue.service("sick-once", Catalogue.QUICK);

        String first =
                Api.admin().post("/v1/quarantine", body("sick-once", "6.6")).path("id");
        String again =
                Api.admin().post("/v1/quarantine", body("sick-once", "6.6")).path("id");

        assertThat(again).isEqualTo(first);
    }

    @Test
    void a_version_does_not_get_round_it_by_how_it_is_written() {
        Catalogue.service("sick-form", Catalogue.QUICK);
        String digest = "sha256:" + "ab".repeat(32);
        Map<String, Object> version = Map.of("label", "6.6", "digest", digest);
        Map<String, Object> put = Map.of(
                "service", "sick-form", "environment", "test", "version", version, "reason", "it ate the orders");
        assertThat(Api.admin().post("/v1/quarantine", put).statusCode()).isEqualTo(201);

        for (String label : List.of("6.6", "6.6\u00a0", "\u200b6.6", "6.7")) {
            Map<String, Object> written = Map.of(
                    "label",
                    label,
                    "digest",
                    "sha256:" + "AB".repeat(32),
                    "endpoints",
                    List.of(Releases.shop("6.6").toString()));
            Answers.assertProblem(
                    Api.admin()
                            .post(
                                    "/v1/releases",
                                    Map.of("service", "sick-form", "environment", "test", "version", written)),
                    409,
                    "quarantined",
                    "/version");
        }
    }

    @Test
    void a_quarantine_of_nothing_is_refused() {
        Catalogue.service("sick-odd", Catalogue.QUICK);
        Api admin = Api.admin();
        Answers.assertProblem(admin.post("/v1/quarantine", "{}"), 422, "invalid", "/service", "/environment");
        Answers.assertProblem(
                admin.post("/v1/quarantine", Map.of("service", "sick-odd", "environment", "test")),
                422,
                "invalid",
                "/version");
        Answers.assertProblem(
                admin.post(
                        "/v1/quarantine",
                        Map.of("service", "sick-odd", "environment", "test", "version", Map.of("digest", "sha256:1"))),
                422,
                "invalid",
                "/version/label");
        Answers.assertProblem(admin.post("/v1/quarantine", body("nobody", "1")), 404, "not-found", "/service");
        Answers.assertProblem(admin.get("/v1/quarantine/q-nothing"), 404, "not-found");
        Answers.assertProblem(admin.delete("/v1/quarantine/q-nothing"), 404, "not-found");
    }
}
