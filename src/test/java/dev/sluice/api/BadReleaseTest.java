package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class BadReleaseTest {

    private static final String URLS = "\"endpoints\":[\"http://127.0.0.1:1\"]";

    @BeforeEach
    void service() {
        Catalogue.service("bad-release", Catalogue.QUICK);
    }

    static Stream<Arguments> wrong() {
        String version = "\"version\":{\"label\":\"1\"," + URLS + "}";
        String named = "\"service\":\"bad-release\",\"environment\":\"test\",";
        return Stream.of(
                arguments("{\"environment\":\"test\"," + version + "}", "/service"),
                arguments("{\"service\":\"bad-release\"," + version + "}", "/environment"),
                arguments("{\"service\":\"bad-release\",\"environment\":\"test\"}", "/version"),
                arguments("{" + named + "\"version\":\"1\"}", "/version"),
                arguments("{" + named + "\"version\":{\"digest\":\"sha256:1\"," + URLS + "}}", "/version/label"),
                arguments("{" + named + "\"version\":{\"label\":\"a\\nb\"," + URLS + "}}", "/version/label"),
                arguments(
                        "{" + named + "\"version\":{\"label\":\"" + "1".repeat(201) + "\"," + URLS + "}}",
                        "/version/label"),
                arguments(
                        "{" + named + "\"version\":{\"label\":\"1\",\"digest\":\"; drop\"," + URLS + "}}",
                        "/version/digest"),
                arguments("{" + named + "\"version\":{\"label\":\"1\",\"endpoints\":5}}", "/version/endpoints"),
                arguments("{" + named + "\"version\":{\"label\":\"1\",\"endpoints\":[]}}", "/version/endpoints"),
                arguments("{" + named + "\"version\":{\"label\":\"1\",\"endpoints\":[7]}}", "/version/endpoints/0"),
                arguments("{" + named + "\"version\":{\"label\":\"1\"}}", "/version/endpoints"),
                arguments("{" + named + "\"reason\":\"a\\u0007\"," + version + "}", "/reason"),
                arguments("{" + named + "\"reason\":\"" + "x".repeat(2001) + "\"," + version + "}", "/reason"),
                arguments("{" + named + "\"links\":[{\"rel\":\"run\"}]," + version + "}", "/links/0/href"),
                arguments(
                        "{" + named + "\"links\":[{\"rel\":\"run\",\"href\":\"javascript:alert(1)\"}]," + version + "}",
                        "/links/0/href"),
                arguments("{" + named + "\"links\":[null]," + version + "}", "/links/0"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_wrong_field_is_named_and_nothing_is_made(String body, String pointer) {
        Answers.assertProblem(Api.admin().post("/v1/releases", body), 422, "invalid", pointer);
        assertThat(Api.admin()
                        .get("/v1/releases?service=bad-release")
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
    }

    @Test
    void what_is_not_there_is_named() {
        Catalogue.service("bad-names", Catalogue.QUICK);
        Map<String, Object> version = Map.of("label", "1", "endpoints", List.of("http://127.0.0.1:1"));
        Answers.assertProblem(
                Api.admin()
                        .post("/v1/releases", Map.of("service", "nobody", "environment", "test", "version", version)),
                404,
                "not-found",
                "/service");
        Answers.assertProblem(
                Api.admin()
                        .post(
                                "/v1/releases",
                                Map.of("service", "bad-names", "environment", "nowhere", "version", version)),
                404,
                "not-found",
                "/environment");
        Answers.assertProblem(
                Api.admin()
                        .post(
                                "/v1/releases",
                                Map.of(
                                        "service",
                                        "bad-names",
                                        "environment",
                                        "test",
                                        "version",
                                        version,
                                        "strategy",
                                        "none")),
                404,
                "not-found",
                "/strategy");
    }

    @Test
    void a_tag_alone_is_not_released_where_a_digest_is_demanded() {
        Catalogue.service("bad-tag", Catalogue.QUICK);
        Api.admin().put("/v1/environments/strict", "{\"requireDigest\":true}");
        Catalogue.target("bad-tag", "strict", "strict");
        Map<String, Object> tag = Map.of("label", "latest", "endpoints", List.of("http://127.0.0.1:1"));

        Response answer =
                Api.admin().post("/v1/releases", Map.of("service", "bad-tag", "environment", "strict", "version", tag));

        Answers.assertProblem(answer, 422, "invalid", "/version/digest");
        assertThat(Api.admin().get("/v1/releases?service=bad-tag").jsonPath().getList("items"))
                .isEmpty();
    }
}
