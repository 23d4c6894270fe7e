package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class ReleaseTest {

    @Test
    void the_first_release_goes_straight_to_100_percent_and_says_so() {
        Catalogue.service("first", Catalogue.QUICK);

        Response created = Releases.ask(Api.admin(), "first", "1.0");

        assertThat(created.statusCode()).isEqualTo(201);
        String id = created.path("id");
        assertThat(created.header("Location")).isEqualTo("/v1/releases/" + id);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        JsonPath release = Releases.awaitPhase(id, "SUCCEEDED");
        assertThat(release.getString("outcome")).isEqualTo("PROMOTED");
        assertThat(release.getString("sentence")).contains("1.0 is stable everywhere");
        assertThat(Releases.events(id))
                .contains("release.started", "target.promoting")
                .endsWith("release.ended");
        assertThat(Releases.events(id)).doesNotContain("target.step");
    }

    @Test
    void the_second_walks_through_its_steps() {
        Catalogue.service("second", Catalogue.QUICK);
        Releases.stable("second", "1.0");

        String id = Releases.create("second", "1.1");

        JsonPath release = Releases.awaitPhase(id, "SUCCEEDED");
        assertThat(release.getString("stable.label")).isEqualTo("1.0");
        List<Float> weights = Api.admin()
                .get("/v1/releases/" + id + "/events")
                .jsonPath()
                .getList("items.findAll { it.type.startsWith('target.') && it.weight != null }.weight", Float.class);
        assertThat(weights).containsSubsequence(5f, 50f, 100f);
        assertThat(release.getList("targets.weight.desired", Float.class)).containsExactly(100f);
    }

    @Test
    void a_target_shows_what_is_wanted_and_what_the_routers_say() {
        Catalogue.service("viewed", Catalogue.PATIENT);
        Releases.stable("viewed", "1.0");

        String id = Releases.create("viewed", "1.1");
        JsonPath release = Releases.awaitWeight(id, 5);

        assertThat(release.getInt("step.index")).isEqualTo(1);
        assertThat(release.getInt("step.of")).isEqualTo(3);
        JsonPath target =
                Api.admin().get("/v1/releases/" + id + "/targets/here").jsonPath();
        assertThat(target.getString("stage")).isEqualTo("AT_STEP");
        assertThat(target.getFloat("weight.desired")).isEqualTo(5f);
        assertThat(target.getFloat("weight.reported")).isEqualTo(5f);
        assertThat(target.getMap("healthy"))
                .containsAllEntriesOf(Map.of("stable", 1, "stableOf", 1, "candidate", 1, "candidateOf", 1));
        Answers.assertProblem(Api.admin().get("/v1/releases/" + id + "/targets/nowhere"), 404, "not-found");
    }

    @Test
    void validate_only_answers_the_plan_and_changes_nothing() {
        Catalogue.service("asked", Catalogue.QUICK);

        Response preview = Api.admin().post("/v1/releases?validateOnly=true", Releases.body("asked", "1.0"));

        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(preview.jsonPath().getList("plan.steps.weight", Float.class)).containsExactly(5f, 50f, 100f);
        assertThat(preview.jsonPath().getString("plan.digest")).startsWith("sha256:");
        assertThat(Api.admin().get("/v1/releases?service=asked").jsonPath().getList("items"))
                .isEmpty();
        Answers.assertProblem(
                Api.admin().get("/v1/services/asked/targets/here/versions/sha256:1.0/endpoints"), 404, "not-found");
        Answers.assertProblem(
                Api.admin().post("/v1/releases?validateOnly=yes", Releases.body("asked", "1.0")),
                400,
                "malformed",
                "?validateOnly");
        assertThat(Api.admin().get("/v1/releases?service=asked").jsonPath().getList("items"))
                .isEmpty();
    }

    @Test
    void the_same_key_gives_the_same_answer_and_one_release() {
        Catalogue.service("once", Catalogue.PATIENT);
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = Releases.body("once", "1.0");

        Response first = Api.admin().post("/v1/releases", body, key);
        Response again = Api.admin().post("/v1/releases", body, key);

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.jsonPath().getMap("")).isEqualTo(first.jsonPath().getMap(""));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Idempotency-Key")).isEqualTo(key);
        assertThat(Api.admin().get("/v1/releases?service=once").jsonPath().getList("items"))
                .hasSize(1);
        Answers.assertProblem(Api.admin().post("/v1/releases", Releases.body("once", "1.1"), key), 422, "key-reused");
    }

    @Test
    void the_same_key_at_the_same_time_makes_one_release() throws InterruptedException {
        Catalogue.service("racing", Catalogue.PATIENT);
        Map<String, Object> body = Releases.body("racing", "1.0");
        String key = UUID.randomUUID().toString();
        Api admin = Api.admin();
        Set<String> ids = ConcurrentHashMap.newKeySet();

        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            together.invokeAll(Collections.nCopies(
                    8,
                    () -> ids.add(admin.post("/v1/releases", body, key)
                            .then()
                            .statusCode(201)
                            .extract()
                            .path("id"))));
        }

        assertThat(ids).hasSize(1);
        assertThat(admin.get("/v1/releases?service=racing").jsonPath().getList("items"))
                .hasSize(1);
    }

    @Test
    void without_a_key_one_is_made_up_and_said() {
        Catalogue.service("keyless", Catalogue.PATIENT);

        Response created = Api.admin()
                .asking()
                .contentType("application/json")
                .body(Releases.body("keyless", "1.0"))
                .post("/v1/releases");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.header("Idempotency-Key")).isNotBlank();
    }

    @Test
    void the_etag_changes_with_the_events() {
        Catalogue.service("tagged", Catalogue.PATIENT);
        Releases.stable("tagged", "1.0");
        String id = Releases.create("tagged", "1.1");
        Releases.awaitWeight(id, 5);
        String before = Api.admin().get("/v1/releases/" + id).header("ETag");

        Releases.command(id, "pause").then().statusCode(200);

        assertThat(Api.admin().get("/v1/releases/" + id).header("ETag")).isNotEqualTo(before);
    }
}
