package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class DocumentsTest {

    private static Response put(String path, String header, String value, String body) {
        return Api.admin()
                .asking()
                .contentType("application/json")
                .header(header, value)
                .body(body)
                .put(path);
    }

    @Test
    void created_then_read_with_defaults_and_without_nulls() {
        Response created = Api.admin().put("/v1/services/doc-made", "{\"owners\":[\"team-shop\"]}");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.asString())
                .isEqualTo("{\"name\":\"doc-made\",\"owners\":[\"team-shop\"],\"strategy\":\"standard\"}");
        Response read = Api.admin().get("/v1/services/doc-made");
        assertThat(read.asString()).isEqualTo(created.asString());
        assertThat(read.header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void what_is_there_already_may_be_said_again_without_its_revision() {
        String path = "/v1/services/doc-again";
        Response created = put(path, "If-None-Match", "*", "{\"owners\":[\"a\"]}");
        assertThat(created.statusCode()).isEqualTo(201);

        Response again = Api.admin()
                .asking()
                .contentType("application/json")
                .body("{\"owners\":[\"a\"],\"strategy\":\"standard\"}")
                .put(path);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.header("ETag")).isEqualTo(created.header("ETag"));
        assertThat(again.asString()).isEqualTo(created.asString());
        Answers.assertProblem(put(path, "If-None-Match", "*", "{\"owners\":[\"a\"]}"), 412, "precondition-failed");
        Answers.assertProblem(put(path, "If-Match", "\"7\"", "{\"owners\":[\"a\"]}"), 412, "precondition-failed");
    }

    @Test
    void a_change_says_which_revision_it_changes() {
        String path = "/v1/services/doc-changed";
        Api.admin().put(path, "{}");

        Response blind = Api.admin()
                .asking()
                .contentType("application/json")
                .body("{\"owners\":[\"a\"]}")
                .put(path);
        Answers.assertProblem(blind, 428, "precondition-required");
        assertThat(blind.asString()).contains("\\\"1\\\"");
        Answers.assertProblem(put(path, "If-Match", "\"7\"", "{\"owners\":[\"a\"]}"), 412, "precondition-failed");
        Answers.assertProblem(put(path, "If-None-Match", "*", "{\"owners\":[\"a\"]}"), 412, "precondition-failed");
        assertThat(Api.admin().get(path).jsonPath().getList("owners")).isEmpty();

        Response changed = put(path, "If-Match", "\"1\"", "{\"owners\":[\"a\"]}");

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        Answers.assertProblem(put(path, "If-Match", "\"1\"", "{\"owners\":[\"b\"]}"), 412, "precondition-failed");
    }

    @Test
    void what_is_not_there_can_not_be_matched_but_be_created_only() {
        String path = "/v1/services/doc-new";
        Answers.assertProblem(put(path, "If-Match", "*", "{}"), 412, "precondition-failed");
        Answers.assertProblem(Api.admin().get(path), 404, "not-found");

        assertThat(put(path, "If-None-Match", "*", "{}").statusCode()).isEqualTo(201);
    }

    @Test
    void the_same_body_makes_no_new_revision() {
        Api.admin().put("/v1/services/doc-same", "{\"owners\":[\"a\"]}");

        Response again =
                put("/v1/services/doc-same", "If-Match", "\"1\"", "{ \"owners\": [\"a\"], \"name\":\"doc-same\" }");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void a_name_in_the_body_is_the_one_in_the_url() {
        Answers.assertProblem(
                Api.admin().put("/v1/services/doc-named", "{\"name\":\"other\"}"), 422, "invalid", "/name");
        Answers.assertProblem(Api.admin().put("/v1/services/Doc_Named", "{}"), 422, "invalid", "/name");
    }

    @Test
    void a_target_shows_all_of_its_binding() {
        Catalogue.service("doc-bound", Catalogue.QUICK);

        Map<String, Object> target = Api.admin()
                .get("/v1/services/doc-bound/targets/here")
                .jsonPath()
                .getMap("");

        assertThat(target)
                .containsEntry("service", "doc-bound")
                .containsEntry("environment", "test")
                .containsEntry("region", "here")
                .containsEntry("requireDigest", false)
                .doesNotContainValue(null);
        assertThat(target.toString())
                .contains(
                        "type=embedded", "hosts=[here.doc-bound.example]", "pathPrefix=/", "stickyBy={cookie=sluice}");
    }

    @Test
    void a_target_belongs_to_what_is_there() {
        Api.admin().put("/v1/environments/test", "{}");
        Api.admin().put("/v1/services/doc-target", "{}");
        String body = "{\"environment\":\"test\",\"traffic\":{\"hosts\":[\"doc-target.example\"]}}";
        Answers.assertProblem(Api.admin().put("/v1/services/no-such/targets/here", body), 404, "not-found");
        Answers.assertProblem(Api.admin().get("/v1/services/no-such/targets"), 404, "not-found");
        Answers.assertProblem(
                Api.admin()
                        .put(
                                "/v1/services/doc-target/targets/here",
                                "{\"environment\":\"nowhere\",\"traffic\":{\"hosts\":[\"doc-target.example\"]}}"),
                422,
                "invalid",
                "/environment");
        Answers.assertProblem(
                Api.admin()
                        .put(
                                "/v1/services/doc-target/targets/here",
                                "{\"environment\":\"test\",\"traffic\":{\"hosts\":[\"doc-target.example\"]},"
                                        + "\"metrics\":{\"type\":\"prometheus\",\"connection\":\"none\"}}"),
                422,
                "invalid",
                "/metrics/connection");
        assertThat(Api.admin().get("/v1/services/doc-target/targets").jsonPath().getList("items"))
                .isEmpty();
    }

    @Test
    void a_target_stays_in_its_environment() {
        Catalogue.service("doc-stays", Catalogue.QUICK);
        Api.admin().put("/v1/environments/elsewhere", "{}");

        Answers.assertProblem(
                Api.admin()
                        .put(
                                "/v1/services/doc-stays/targets/here",
                                "{\"environment\":\"elsewhere\",\"traffic\":{\"hosts\":[\"doc-stays.example\"]}}"),
                422,
                "invalid",
                "/environment");
    }
}
