package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What changes say of the revision that they change, also through proxies that compress answers. */
@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class PreconditionsTest {

    private static final String PATH = "/v1/services/conditional";

    private static int revision;

    @BeforeEach
    void at_a_known_revision() {
        Response now = Api.admin().put(PATH, "{\"owners\":[\"" + System.nanoTime() + "\"]}");
        revision = Integer.parseInt(now.header("ETag").replace("\"", ""));
    }

    private static Response put(String header, String... lines) {
        RequestSpecification request =
                Api.admin().asking().contentType("application/json").body("{\"owners\":[\"changed\"]}");
        Stream.of(lines).forEach(line -> request.header(header, line.replace("NOW", "" + revision)));
        return request.put(PATH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"NOW\"",
                "W/\"NOW\"",
                "\"NOW-gzip\"",
                "W/\"NOW-gzip\"",
                "\"NOW--gzip\"",
                "\"NOW;br\"",
                "\"0\", \"NOW\"",
                "\"0\" ,W/\"NOW\" , \"x,y\"",
                ", \"NOW\",",
                "*"
            })
    void the_present_revision_is_known_however_a_proxy_writes_it(String tag) {
        assertThat(put("If-Match", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void two_lines_are_one_list() {
        assertThat(put("If-Match", "\"0\"", "\"NOW\"").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0\"", "\"0\", W/\"1-x\"", "\"NOW-1\"", "\"gzip\"", "\"\""})
    void another_revision_is_refused_with_the_present_one(String tag) {
        Response refused = put("If-Match", tag);

        Answers.assertProblem(refused, 412, "precondition-failed");
        assertThat(refused.jsonPath().getString("detail")).contains("its ETag is \"" + revision + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOW", "w/\"NOW\"", "\"NOW", "\"NOW\" \"8\"", "*, \"NOW\"", "W/ \"NOW\"", ","})
    void what_is_no_entity_tag_is_refused_by_the_name_of_its_header(String tag) {
        Response refused = put("If-Match", tag);

        Answers.assertProblem(refused, 400, "malformed");
        assertThat(refused.jsonPath().getString("detail")).startsWith("If-Match must be the ETag");
    }

    @Test
    void only_create_refuses_what_is_there_and_creates_what_is_not() {
        Answers.assertProblem(put("If-None-Match", "*"), 412, "precondition-failed");
        Answers.assertProblem(put("If-None-Match", "W/\"NOW-gzip\""), 412, "precondition-failed");
        Response made = Api.admin()
                .asking()
                .header("If-None-Match", "*")
                .contentType("application/json")
                .body("{}")
                .put("/v1/services/conditional-" + revision);
        assertThat(made.statusCode()).isEqualTo(201);
    }

    @Test
    void what_is_not_there_has_no_revision() {
        Response refused = Api.admin()
                .asking()
                .header("If-Match", "\"1\"")
                .contentType("application/json")
                .body("{}")
                .put("/v1/services/conditional-nowhere");

        Answers.assertProblem(refused, 412, "precondition-failed");
        assertThat(refused.jsonPath().getString("detail")).contains("is not there");
    }
}
