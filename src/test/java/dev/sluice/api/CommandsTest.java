package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class CommandsTest {

    @Test
    void pause_holds_and_resume_goes_on() {
        String id = Releases.holding("cmd-pause");

        Response paused = Releases.command(id, "pause");

        assertThat(paused.jsonPath().getString("phase")).isEqualTo("PAUSED");
        assertThat(paused.jsonPath().getString("reason")).isEqualTo("USER");
        assertThat(paused.jsonPath().getString("sentence")).contains("by root", "as the test says");
        assertThat(Releases.command(id, "resume").jsonPath().getString("phase")).isEqualTo("PROGRESSING");
        Answers.assertProblem(Releases.command(id, "resume"), 409, "conflict");
        assertThat(Releases.events(id)).containsSubsequence("release.paused", "release.resumed");
    }

    @Test
    void advance_skips_one_hold_and_promote_all() {
        String id = Releases.holding("cmd-promote");

        Releases.command(id, "advance").then().statusCode(200);
        Releases.awaitWeight(id, 50);
        Releases.command(id, "promote").then().statusCode(200);

        Releases.awaitPhase(id, "SUCCEEDED");
    }

    @Test
    void abort_gives_everything_back_and_needs_no_body_but_its_type() {
        String id = Releases.holding("cmd-abort");

        Api.admin()
                .post("/v1/releases/" + id + "/commands", Map.of("type", "abort"))
                .then()
                .statusCode(200);

        JsonPath release = Releases.awaitPhase(id, "ROLLED_BACK");
        assertThat(release.getString("outcome")).isEqualTo("ABORTED");
        assertThat(release.getList("targets.weight.desired", Float.class)).containsExactly(0f);
        Answers.assertProblem(Releases.command(id, "advance"), 409, "conflict");
        Answers.assertProblem(Releases.command(id, "undo"), 409, "conflict");
    }

    @Test
    void undo_brings_the_version_before_back() {
        Catalogue.service("cmd-undo", Catalogue.QUICK);
        Releases.stable("cmd-undo", "1.0");
        String id = Releases.stable("cmd-undo", "1.1");

        Response undone = Releases.command(id, "undo");

        assertThat(undone.statusCode()).isEqualTo(201);
        assertThat(undone.header("Location")).isEqualTo("/v1/releases/" + undone.path("id"));
        assertThat(undone.jsonPath().getString("kind")).isEqualTo("UNDO");
        assertThat(undone.jsonPath().getString("follows")).isEqualTo(id);
        assertThat(undone.jsonPath().getString("version.label")).isEqualTo("1.0");
        Releases.awaitPhase(undone.path("id"), "SUCCEEDED");
        Answers.assertProblem(Releases.command(id, "undo"), 409, "conflict");
    }

    @Test
    void the_first_release_has_nothing_to_undo_to() {
        Catalogue.service("cmd-first", Catalogue.QUICK);
        String id = Releases.stable("cmd-first", "1.0");

        Answers.assertProblem(Releases.command(id, "undo"), 409, "conflict");
    }

    @Test
    void retry_makes_a_release_of_the_same_version() {
        String id = Releases.holding("cmd-retry");
        Answers.assertProblem(Releases.command(id, "retry"), 409, "conflict");
        Releases.command(id, "abort");
        Releases.awaitPhase(id, "ROLLED_BACK");

        Response retried = Releases.command(id, "retry");

        assertThat(retried.statusCode()).isEqualTo(201);
        assertThat(retried.jsonPath().getString("kind")).isEqualTo("RETRY");
        assertThat(retried.jsonPath().getString("version.label")).isEqualTo("1.1");
        Releases.awaitWeight(retried.path("id"), 5);
    }

    @Test
    void extend_gives_more_time() {
        String id = Releases.holding("cmd-extend");

        Api.admin()
                .post("/v1/releases/" + id + "/commands", Map.of("type", "extend", "by", "2h"))
                .then()
                .statusCode(200);

        assertThat(Releases.events(id)).contains("release.extended");
    }

    @Test
    void what_is_no_command_is_refused_by_name() {
        String id = Releases.holding("cmd-odd");
        String path = "/v1/releases/" + id + "/commands";
        Answers.assertProblem(Api.admin().post(path, "{}"), 422, "invalid", "/type");
        Answers.assertProblem(Api.admin().post(path, Map.of("type", "hurry")), 422, "invalid", "/type");
        Answers.assertProblem(Api.admin().post(path, Map.of("type", "extend", "by", "soon")), 422, "invalid", "/by");
        Answers.assertProblem(
                Api.admin().post(path, Map.of("type", "pause", "comment", "x\r\nSet-Cookie: a")),
                422,
                "invalid",
                "/comment");
        Answers.assertProblem(
                Api.admin().post(path, Map.of("type", "pause", "comment", "x".repeat(2001))),
                422,
                "invalid",
                "/comment");
        Answers.assertProblem(Releases.command("r-00000000000000000000000000", "abort"), 404, "not-found");
        Answers.assertProblem(Releases.command("nonsense", "abort"), 404, "not-found");
    }

    @Test
    void a_command_sent_twice_with_one_key_is_done_once() {
        String id = Releases.holding("cmd-once");
        Map<String, Object> advance = Map.of("type", "advance");

        Response first = Api.admin().post("/v1/releases/" + id + "/commands", advance, "advance-" + id);
        Response again = Api.admin().post("/v1/releases/" + id + "/commands", advance, "advance-" + id);

        assertThat(again.jsonPath().getMap("")).isEqualTo(first.jsonPath().getMap(""));
        JsonPath release = Releases.awaitWeight(id, 50);
        assertThat(release.getString("phase")).isEqualTo("PROGRESSING");
        assertThat(Releases.events(id)).containsOnlyOnce("release.skipped");
    }
}
