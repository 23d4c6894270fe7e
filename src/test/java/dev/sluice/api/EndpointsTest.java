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
class EndpointsTest {

    private static final String PATH = "/v1/services/%s/targets/here/versions/sha256:9/endpoints";

    private static Map<String, Object> body(String... urls) {
        return Map.of("label", "9", "endpoints", List.of(urls));
    }

    @Test
    void instances_are_replaced_and_read() {
        Catalogue.service("ends", Catalogue.QUICK);
        String path = PATH.formatted("ends");

        Response made = Api.admin().put(path, body("http://127.0.0.1:1", "http://127.0.0.1:2/"));
        Response changed = Api.admin().put(path, body("http://127.0.0.1:3"));

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(changed.statusCode()).isEqualTo(200);
        Response read = Api.admin().get(path);
        assertThat(read.jsonPath().getList("endpoints")).containsExactly("http://127.0.0.1:3");
        assertThat(read.header("ETag")).isEqualTo(changed.header("ETag"));
        Response stale = Api.admin()
                .asking()
                .contentType("application/json")
                .header("If-Match", made.header("ETag"))
                .body(body("http://127.0.0.1:4"))
                .put(path);
        Answers.assertProblem(stale, 412, "precondition-failed");
    }

    @Test
    void the_versions_of_a_target_are_listed_with_what_they_are_to_the_routers() {
        Catalogue.service("ends-list", Catalogue.QUICK);
        String target = "/v1/services/ends-list/targets/here/versions";
        Releases.stable("ends-list", "1.0");
        Api.admin()
                .put(target + "/2.0/endpoints", body("http://127.0.0.1:2"))
                .then()
                .statusCode(201);

        JsonPath first = Api.admin().get(target + "?limit=1").jsonPath();

        assertThat(first.getString("items[0].digest")).isEqualTo("2.0");
        assertThat(first.getString("items[0].role")).isNull();
        assertThat(first.getList("items[0].endpoints")).containsExactly("http://127.0.0.1:2");
        JsonPath second = Api.admin()
                .get(target + "?limit=1&pageToken=" + first.getString("nextPageToken"))
                .jsonPath();
        assertThat(second.getString("items[0].label")).isEqualTo("1.0");
        assertThat(second.getString("items[0].role")).isEqualTo("stable");
        assertThat(second.getString("nextPageToken")).isEmpty();
        Answers.assertProblem(Api.admin().get("/v1/services/ends-list/targets/nowhere/versions"), 404, "not-found");
    }

    @Test
    void an_instance_has_a_base_url() {
        Catalogue.service("ends-odd", Catalogue.QUICK);
        String path = PATH.formatted("ends-odd");
        for (String url : List.of(
                "https://a:1", "http://", "a:1", "http://a:99999", "http://u:p@a:1", "http://a/x", "http://a?x", "")) {
            Answers.assertProblem(Api.admin().put(path, body("http://ok:1", url)), 422, "invalid", "/endpoints/1");
        }
        Answers.assertProblem(Api.admin().put(path, body()), 422, "invalid", "/endpoints");
        Answers.assertProblem(Api.admin().put(path, "{}"), 422, "invalid", "/endpoints");
        Answers.assertProblem(Api.admin().put(path, "{\"endpoints\":[null]}"), 422, "invalid");
        Answers.assertProblem(Api.admin().get(path), 404, "not-found");
        Answers.assertProblem(Api.admin().put(PATH.formatted("ends-nobody"), body("http://ok:1")), 404, "not-found");
    }

    @Test
    void endpoints_may_differ_by_target() {
        Catalogue.service("ends-two", Catalogue.QUICK);
        Catalogue.target("ends-two", "there", "test");
        String here = Releases.shop("1.0").toString();
        Map<String, Object> release = Map.of(
                "service",
                "ends-two",
                "environment",
                "test",
                "version",
                Map.of("label", "9", "digest", "sha256:9", "endpoints", Map.of("here", List.of(here))));

        Answers.assertProblem(Api.admin().post("/v1/releases", release), 422, "invalid", "/version/endpoints");
        Answers.assertProblem(Api.admin().get(PATH.formatted("ends-two")), 404, "not-found");
    }
}
