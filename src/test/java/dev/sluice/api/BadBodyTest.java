package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class BadBodyTest {

    private static final String PATH = "/v1/services/bad-body";

    private static Response put(String body) {
        return Api.admin().asking().contentType("application/json").body(body).put(PATH);
    }

    private static void assertNothingIsDone() {
        assertThat(Api.admin().get(PATH).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"owners\":",
                "{'a':1}",
                "nonsense",
                "{\"strategy\":NaN}",
                "{} {}",
                "{}x",
                "{}]",
                "{\"owners\":[\"a\"],\"owners\":[\"b\"]}",
                "{\"strategy\":\"a\" \"b\"}",
                "\u0000",
                "{\"strategy\":\"\u0001\"}"
            })
    void what_is_no_json_is_malformed(String body) {
        Answers.assertProblem(put(body), 400, "malformed");
        assertNothingIsDone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"owners\":%s", "{\"strategy\":%s", "{\"nothing\":%s", "%s"})
    void depth_has_an_end(String around) throws Exception {
        for (String deep : List.of("[".repeat(10_000), "{\"a\":".repeat(10_000))) {
            long began = System.nanoTime();
            HttpResponse<String> answer = Raw.put(PATH, BodyPublishers.ofString(around.formatted(deep)));

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
            assertThat(answer.statusCode()).isIn(400, 422);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
        assertNothingIsDone();
    }

    @Test
    void depth_has_an_end_where_anything_may_stand() {
        String deep = "[".repeat(200) + "]".repeat(200);
        Answers.assertProblem(
                Api.admin().post("/v1/releases", "{\"version\":{\"label\":\"1\",\"endpoints\":" + deep + "}}"),
                400,
                "malformed");
    }

    @Test
    void an_empty_body_is_missing() {
        Response answer = Api.admin().asking().contentType("application/json").put(PATH);
        Answers.assertProblem(answer, 422, "invalid");
        Answers.assertProblem(put("null"), 422, "invalid");
        Answers.assertProblem(put("   "), 422, "invalid");
        assertThat(answer.jsonPath().getString("detail")).contains("missing");
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                arguments("[]", ""),
                arguments("\"text\"", ""),
                arguments("5", ""),
                arguments("{\"owner\":\"a\"}", "/owner"),
                arguments("{\"a/b~c\":1}", "/a~1b~0c"),
                arguments("{\"owners\":\"a\"}", "/owners"),
                arguments("{\"owners\":{}}", "/owners"),
                arguments("{\"owners\":[1]}", "/owners/0"),
                arguments("{\"owners\":[\"a\",null]}", "/owners/1"),
                arguments("{\"owners\":[\"a\",[\"b\"]]}", "/owners/1"),
                arguments("{\"strategy\":5}", "/strategy"),
                arguments("{\"strategy\":true}", "/strategy"),
                arguments("{\"strategy\":{}}", "/strategy"),
                arguments("{\"strategy\":\"\"}", "/strategy"),
                arguments("{\"strategy\":\"../etc\"}", "/strategy"),
                arguments("{\"strategy\":\"a\\r\\nb\"}", "/strategy"),
                arguments("{\"owners\":[\"a\\u0000b\"]}", "/owners/0"),
                arguments("{\"owners\":[\"a\\u202eb\"]}", "/owners/0"),
                arguments("{\"owners\":[\"\\ud800\"]}", "/owners/0"),
                arguments("{\"owners\":[\"\\u001b[31mred\"]}", "/owners/0"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_wrong_field_is_named(String body, String pointer) {
        Answers.assertProblem(put(body), 422, "invalid", pointer);
        assertNothingIsDone();
    }

    @Test
    void a_wrong_field_is_named_also_far_inside() {
        Response step =
                Api.admin().put("/v1/strategies/bad-inside", "{\"steps\":[{\"weight\":1},{\"approval\":{\"off\":2}}]}");
        Answers.assertProblem(step, 422, "invalid", "/steps/1/approval/off");
        assertThat(step.jsonPath().getString("detail")).contains("known are", "otherwise");
        Answers.assertProblem(
                Api.admin().post("/v1/releases", "{\"version\":{\"label\":\"1\",\"sha\":\"x\"}}"),
                422,
                "invalid",
                "/version/sha");
        Answers.assertProblem(
                Api.admin().post("/v1/releases", "{\"links\":[{\"rel\":\"a\",\"href\":\"http://a\",\"x\":1}]}"),
                422,
                "invalid",
                "/links/0/x");
    }

    @Test
    void what_looks_like_markup_comes_back_as_text() {
        Response answer = Api.admin().put("/v1/services/marked", "{\"owners\":[\"<script>alert(1)</script>\"]}");

        assertThat(answer.contentType()).startsWith("application/json");
        assertThat(answer.jsonPath().getString("owners[0]")).isEqualTo("<script>alert(1)</script>");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        Response unknown = put("{\"<script>\":1}");
        Answers.assertProblem(unknown, 422, "invalid", "/<script>");
    }
}
