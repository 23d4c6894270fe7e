package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class FreezesTest {

    private static final String REASON = "nobody is here";

    private static JsonPath awaitReason(String id, String reason) {
        return Releases.await(id, release -> reason.equals(release.getString("reason")), "pause " + reason);
    }

    /** A release of 1.1 at 5 %, which a freeze has paused. */
    private static String held(String service, Map<String, Object> strategy) {
        Catalogue.service(service, strategy);
        Releases.stable(service, "1.0");
        String id = Releases.create(service, "1.1");
        Releases.awaitWeight(id, 5);
        Freezes.put(service, REASON);
        awaitReason(id, "FREEZE");
        return id;
    }

    @Test
    void a_moving_release_is_paused_until_the_freeze_is_deleted() {
        Map<String, Object> slow = Catalogue.with(
                Catalogue.QUICK, "steps", List.of(Map.of("weight", 5, "hold", "2s"), Map.of("weight", 100)));
        String id = held("fr-moving", slow);

        JsonPath release = Releases.get(id);
        assertThat(release.getString("phase")).isEqualTo("PAUSED");
        assertThat(release.getString("sentence"))
                .contains("freeze fr-moving (nobody is here)", "until 2120-01-01T00:00:00Z", "goes on by itself");
        assertThat(release.getMap("freeze"))
                .containsEntry("name", "fr-moving")
                .containsEntry("reason", "nobody is here")
                .containsEntry("until", "2120-01-01T00:00:00Z");

        Instant deleted = Instant.now();
        assertThat(Freezes.delete("fr-moving").statusCode()).isEqualTo(204);

        Releases.awaitPhase(id, "SUCCEEDED");
        assertThat(Duration.between(deleted, Instant.now())).isLessThan(Duration.ofSeconds(9));
        assertThat(Releases.events(id)).containsSubsequence("release.paused", "release.resumed", "target.promoting");
        assertThat(Releases.get(id).getMap("$")).doesNotContainKey("freeze");
    }

    @Test
    void a_release_that_waits_for_the_freeze_says_so_and_starts_after_it() {
        Catalogue.service("fr-waits", Catalogue.QUICK);
        Freezes.put("fr-waits", REASON);

        JsonPath preview = Api.admin()
                .post("/v1/releases?validateOnly=true", Releases.body("fr-waits", "1.0"))
                .jsonPath();
        assertThat(preview.getString("sentence")).startsWith("Waits: freeze fr-waits (nobody is here) is in force");
        assertThat(preview.getString("freeze.name")).isEqualTo("fr-waits");

        String id = Releases.create("fr-waits", "1.0");
        JsonPath waiting = Releases.get(id);
        assertThat(waiting.getString("phase")).isEqualTo("PENDING");
        assertThat(waiting.getString("sentence")).contains("freeze fr-waits (nobody is here)");

        Freezes.delete("fr-waits");
        Releases.awaitPhase(id, "SUCCEEDED");
    }

    @Test
    void abort_works_during_it() {
        String id = held("fr-abort", Catalogue.PATIENT);

        Releases.command(id, "abort").then().statusCode(200);

        assertThat(Releases.awaitPhase(id, "ROLLED_BACK").getString("outcome")).isEqualTo("ABORTED");
        assertThat(Releases.ask(Api.admin(), "fr-abort", "1.1").statusCode())
                .as("nothing is in quarantine")
                .isEqualTo(201);
    }

    @Test
    void undo_works_during_it() {
        Catalogue.service("fr-undo", Catalogue.QUICK);
        Releases.stable("fr-undo", "1.0");
        String id = Releases.stable("fr-undo", "1.1");
        Freezes.put("fr-undo", REASON);

        String undo = Releases.command(id, "undo").path("id");

        Releases.awaitPhase(undo, "SUCCEEDED");
    }

    @ParameterizedTest
    @CsvSource({"resume", "advance", "promote"})
    void nobody_pushes_on_against_it(String command) {
        String service = "fr-" + command;
        String id = held(service, Catalogue.PATIENT);

        Response refused = Releases.command(id, command);

        Answers.assertProblem(refused, 409, "conflict");
        assertThat(refused.jsonPath().getString("detail"))
                .contains("freeze " + service + " (nobody is here)", "DELETE /v1/freezes/" + service, "audited");
    }

    @Test
    void what_a_person_paused_stays_paused_after_it() {
        String id = held("fr-both", Catalogue.PATIENT);

        assertThat(Releases.command(id, "pause").jsonPath().getString("sentence"))
                .contains("freeze fr-both", "then it stays paused by root: as the test says");
        Freezes.delete("fr-both");

        JsonPath after = awaitReason(id, "USER");
        assertThat(after.getString("sentence")).contains("by root: as the test says");
        Releases.command(id, "resume").then().statusCode(200);
    }

    @Test
    void it_is_a_document_like_others() {
        Catalogue.service("fr-doc", Catalogue.QUICK);
        String path = "/v1/freezes/fr-doc";
        Map<String, Object> weekly = Map.of(
                "services",
                List.of("fr-doc"),
                "weekly",
                Map.of("days", List.of("friday"), "from", "16:00", "until", "08:00", "zone", "Europe/Berlin"));

        Response made = Api.admin().put(path, weekly);

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.asString())
                .isEqualTo("{\"name\":\"fr-doc\",\"environments\":[],\"services\":[\"fr-doc\"],\"reason\":\"\","
                        + "\"weekly\":{\"days\":[\"friday\"],\"from\":\"16:00\",\"until\":\"08:00\","
                        + "\"zone\":\"Europe/Berlin\"}}");
        assertThat(Api.admin().get(path).header("ETag")).isEqualTo("\"1\"");
        assertThat(Api.admin().get("/v1/freezes?limit=500").jsonPath().getList("items.name"))
                .contains("fr-doc");
        Answers.assertProblem(Api.admin().delete(path), 428, "precondition-required");
        Answers.assertProblem(
                Api.admin().asking().header("If-Match", "\"7\"").delete(path), 412, "precondition-failed");

        assertThat(Api.admin().asking().header("If-Match", "\"1\"").delete(path).statusCode())
                .isEqualTo(204);
        Answers.assertProblem(Api.admin().get(path), 404, "not-found");
        Answers.assertProblem(Freezes.delete("fr-doc"), 404, "not-found");
        assertThat(Api.admin().put(path, weekly).header("ETag"))
                .as("an ETag never means two things")
                .isEqualTo("\"2\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /once",
                "{\"once\":{}} | /once/from",
                "{\"once\":{\"from\":\"2026-12-24T00:00:00Z\",\"until\":\"2026-12-23T00:00:00Z\"}} | /once/until",
                "{\"once\":{\"from\":1766534400,\"until\":\"2026-12-23T00:00:00Z\"}} | /once/from",
                "{\"once\":{\"from\":\"2026-12-24T00:00\",\"until\":\"2026-12-25T00:00\",\"zone\":\"Eu/B\"}} | /once/zone",
                "{\"weekly\":{\"days\":[],\"from\":\"16:00\",\"until\":\"08:00\",\"zone\":\"UTC\"}} | /weekly/days",
                "{\"weekly\":{\"days\":[null],\"from\":\"16:00\",\"until\":\"08:00\",\"zone\":\"UTC\"}} | /weekly/days/0",
                "{\"weekly\":{\"days\":[\"friday\"],\"from\":\"16:00\",\"until\":\"08:00\"}} | /weekly/zone",
                "{\"monthly\":{}} | /monthly",
                "{\"environments\":[\"no-such\"],\"services\":[\"no-such\"],"
                        + "\"weekly\":{\"days\":[\"friday\"],\"from\":\"16:00\",\"until\":\"08:00\",\"zone\":\"UTC\"}}"
                        + " | /services/0"
            })
    void what_is_wrong_is_named(String body, String pointer) {
        Answers.assertProblem(Api.admin().put("/v1/freezes/bad", body), 422, "invalid", pointer);
        Answers.assertProblem(Api.admin().get("/v1/freezes/bad"), 404, "not-found");
    }
}
