package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class ProtocolTest {

    private static final List<String> HEADERS = List.of(
            "X-Content-Type-Options",
            "Referrer-Policy",
            "Content-Security-Policy",
            "Cross-Origin-Resource-Policy",
            "Cross-Origin-Opener-Policy",
            "Cache-Control");

    private static void assertHasHeaders(Response answer) {
        assertThat(HEADERS)
                .as(answer.asString())
                .allSatisfy(name -> assertThat(answer.header(name)).as(name).isNotBlank());
        assertThat(answer.header("Server")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE,/v1/services,'GET, HEAD'",
        "POST,/v1/services/a,'DELETE, GET, HEAD, PUT'",
        "PATCH,/v1/services,'GET, HEAD'",
        "PUT,/v1/releases,'GET, HEAD, POST'",
        "GET,/v1/releases/r-00000000000000000000000000/commands,POST",
        "TRACE,/v1/whoami,'GET, HEAD'"
    })
    void another_method_is_refused_with_those_there_are(String verb, String path, String allowed) {
        Response answer = Api.admin().asking().request(verb, path);

        Answers.assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.header("Allow")).isEqualTo(allowed);
        assertHasHeaders(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v2/services",
                "/v1/nothing",
                "/v1/services/a/b/c/d",
                "/V1/services",
                "/v1/services/%2e%2e/x",
                "/q/health",
                "/q/metrics",
                "/q/dev"
            })
    void an_unknown_path_is_a_problem_too(String path) {
        Response answer = Api.admin().get(path);

        Answers.assertProblem(answer, 404, "not-found");
        assertHasHeaders(answer);
    }

    @Test
    void only_json_is_answered() {
        Response answer = Api.admin().asking().accept("text/html").get("/v1/services");

        Answers.assertProblem(answer, 406, "not-acceptable");
        assertHasHeaders(answer);
    }

    @Test
    void every_answer_carries_the_headers() {
        assertHasHeaders(Api.admin().get("/v1/services"));
        assertHasHeaders(Api.admin().put("/v1/services/headed", "{}"));
        assertHasHeaders(Api.nobody().get("/v1/services"));
        assertHasHeaders(Api.admin().post("/v1/releases", "{"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/services?colour=red",
                "/v1/services?limit=1&limit=2",
                "/v1/services/a?limit=1",
                "/v1/releases?service=a&service=b",
                "/v1/releases?filter=x",
                "/v1/releases?service=%00",
                "/v1/releases?service=a%0d%0ab",
                "/v1/releases?%3Cscript%3E=1",
                "/v1/whoami?x",
                "/v1/releases?Service=a"
            })
    void a_query_that_would_be_ignored_is_refused(String path) {
        Answers.assertProblem(Api.admin().get(path), 400, "malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/services/a%00b",
                "/v1/services/a%0Ab",
                "/v1/releases/%00",
                "/v1/services/a/targets/%1b",
                "/v1/strategies/%00/revisions/1"
            })
    void control_characters_in_a_path_are_refused(String path) {
        Answers.assertProblem(Api.admin().get(path), 400, "malformed");
    }

    @Test
    void what_stands_behind_a_semicolon_is_never_cut_off_silently() {
        Answers.assertProblem(Api.admin().get("/v1/services;a=b"), 400, "malformed");
        Answers.assertProblem(Api.admin().get("/v1/services/a;b/targets"), 400, "malformed");
        Response literal = Api.admin().get("/v1/services/a%3Bb");
        Answers.assertProblem(literal, 404, "not-found");
        assertThat(literal.jsonPath().getString("detail")).contains("a;b");
    }

    @Test
    void sql_in_a_name_is_only_a_strange_name() {
        assertThat(Api.admin()
                        .get("/v1/releases?service=%27%3Bdrop%20table%20event%3B--")
                        .statusCode())
                .isEqualTo(200);
        Answers.assertProblem(Api.admin().get("/v1/services/%27%3Bdrop%20table%20event%3B--"), 404, "not-found");
    }

    @Test
    void a_large_body_is_refused_whether_it_says_its_length_or_not() throws Exception {
        String large = "{\"owners\":[\"" + "x".repeat(2_000_000) + "\"]}";
        Answers.assertProblem(
                Api.admin().asking().contentType("application/json").body(large).put("/v1/services/large"),
                413,
                "too-large");
        HttpResponse<String> chunked = Raw.put("/v1/services/large", chunked(large));
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(chunked.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(chunked.body()).contains("\"code\":\"too-large\"");
        HttpResponse<String> small = Raw.put("/v1/services/large", chunked("{\"owners\":[\"a\"]}"));
        assertThat(small.statusCode()).as(small.body()).isEqualTo(201);
        assertThat(Api.admin().get("/v1/services/large").jsonPath().getList("owners"))
                .containsExactly("a");
    }

    private static BodyPublisher chunked(String body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void an_idempotency_key_has_1_to_255_characters() {
        Catalogue.service("keyed", Catalogue.QUICK);
        Answers.assertProblem(
                Api.admin().post("/v1/releases", Releases.body("keyed", "1.0"), "k".repeat(256)), 400, "malformed");
    }
}
