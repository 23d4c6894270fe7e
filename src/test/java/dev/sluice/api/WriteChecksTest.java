package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.store.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What could never work is refused when it is written, with the field and what to do. */
@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class WriteChecksTest {

    @Inject
    Database database;

    private static void assertRefused(String path, Object body, String pointer, String... what) {
        JsonPath problem = Answers.assertProblem(Api.admin().put(path, body), 422, "invalid");
        assertThat(problem.getList("errors.pointer")).containsExactly(pointer);
        for (String part : what) {
            assertThat(problem.getString("errors[0].what")).contains(part);
        }
        Answers.assertProblem(Api.admin().get(path), 404, "not-found");
    }

    private static void assertTaken(String path, Object body) {
        Response answer = Api.admin().put(path, body);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"steps\":[{\"weight\":5,\"hold\":\"2h\"}],\"deadline\":\"1h\" | 130m | not 1h;",
                "\"steps\":[{\"weight\":5,\"hold\":\"1h\"},{\"weight\":50,\"hold\":\"1h\"}],\"bake\":\"1h\","
                        + "\"deadline\":\"179m\" | 3h | not 179m;",
                "\"steps\":[{\"weight\":5,\"hold\":\"24h\"}] | 1450m | not 24h (the default);",
                "\"steps\":[{\"weight\":5,\"hold\":\"2h\"}],\"deadline\":\"1h\",\"minHold\":\"55m\" | 65m | not 1h;",
                "\"type\":\"blueGreen\",\"steps\":[{\"flip\":{}}],\"bake\":\"2h\",\"deadline\":\"1h\" | 2h | not 1h;",
                "\"steps\":[{\"weight\":5,\"hold\":\"1h\"}],\"deadline\":\"5h\",\"waves\":[{\"targets\":{\"region\":"
                        + "[\"pl\"]},\"bake\":\"1h\"},{\"bake\":\"3h\"}] | 6h | in 2 waves, not 5h;"
            })
    void a_deadline_that_the_plan_alone_uses_up(String fields, String least, String not) {
        assertRefused(
                "/v1/strategies/wc-late", "{" + fields + "}", "/deadline", "must be at least " + least + ",", not);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"steps\":[{\"weight\":5,\"hold\":\"50m\"}],\"deadline\":\"1h\"",
                "\"steps\":[{\"weight\":5,\"hold\":\"50m\"},{\"approval\":{\"within\":\"8h\"}}],\"deadline\":\"1h\"",
                "\"steps\":[{\"weight\":5,\"hold\":\"2h\"}],\"minHold\":\"50m\",\"deadline\":\"1h\"",
                "\"steps\":[{\"weight\":5,\"hold\":\"1h\"}],\"deadline\":\"5h\",\"waves\":[{\"bake\":\"1h\"},"
                        + "{\"targets\":{\"region\":[\"eu\"]},\"bake\":\"9h\"}]"
            })
    void a_deadline_that_suffices(String fields) {
        String path = "/v1/strategies/wc-suffices-" + Integer.toHexString(fields.hashCode());
        assertTaken(path, "{" + fields + "}");
    }

    /** Evidence takes what it takes, which nobody knows when the strategy is written. */
    @Test
    void a_deadline_that_suffices_for_the_plan_ends_a_release_whose_gates_never_have_enough() {
        Catalogue.service(
                "wc-expires",
                Map.of(
                        "deadline",
                        "1s",
                        "steps",
                        List.of(Map.of("weight", 20, "hold", "50ms"), Map.of("weight", 100)),
                        "bake",
                        "0s",
                        "window",
                        "1s",
                        "evidence",
                        Map.of("requests", 1_000_000, "windows", 1),
                        "gates",
                        List.of(Map.of("name", "errors", "metric", "errorRatio"))));
        Releases.stable("wc-expires", "1.0");

        JsonPath release = Releases.awaitPhase(Releases.create("wc-expires", "1.1"), "EXPIRED");

        assertThat(release.getString("outcome")).isEqualTo("EXPIRED");
    }

    @Test
    void a_deadline_that_is_too_short_for_what_is_inherited() {
        assertTaken("/v1/strategies/wc-parent", "{\"steps\":[{\"weight\":5,\"hold\":\"2h\"}]}");

        assertRefused("/v1/strategies/wc-heir", "{\"extends\":\"wc-parent\",\"deadline\":\"1h\"}", "/deadline", "130m");
    }

    @Test
    void a_strategy_that_is_not_there() {
        assertRefused(
                "/v1/services/wc-service",
                "{\"strategy\":\"nobody\"}",
                "/strategy",
                "there is no strategy nobody; create it first");
        assertRefused("/v1/services/wc-service", "{\"strategies\":[\"standard\",\"nobody\"]}", "/strategies/1");
        assertRefused("/v1/environments/wc-environment", "{\"strategies\":[\"nobody\"]}", "/strategies/0");
        assertRefused("/v1/strategies/wc-orphan", "{\"extends\":\"nobody\"}", "/extends");
    }

    @Test
    void a_connection_that_is_not_there() {
        String gate = "{\"name\":\"a\",\"connection\":\"nowhere\",\"query\":\"x\",\"condition\":\"result < 1\"}";
        assertRefused(
                "/v1/strategies/wc-gate",
                "{\"steps\":[{\"weight\":5}],\"gates\":[{\"name\":\"b\",\"metric\":\"latency\"}," + gate + "]}",
                "/gates/1/connection",
                "there is no connection nowhere; create it first");
    }

    @Test
    void an_approval_that_asks_for_more_people_than_it_names() {
        Api.person("wc-anna", "approver");
        String steps = "{\"steps\":[{\"weight\":5},{\"approval\":{\"of\":%d,\"from\":%s}}]}";

        assertRefused(
                "/v1/strategies/wc-two",
                steps.formatted(2, "[\"wc-anna\"]"),
                "/steps/1/approval/of",
                "asks for 2 people, and “from” names 1 (wc-anna)");
        assertRefused("/v1/strategies/wc-two", steps.formatted(2, "[\"wc-anna\",\"WC-Anna\"]"), "/steps/1/approval/of");
        assertRefused("/v1/strategies/wc-two", steps.formatted(3, "[\"wc-anna\",\"wc-ben\"]"), "/steps/1/approval/of");
        assertTaken("/v1/strategies/wc-two", steps.formatted(2, "[\"wc-anna\",\"wc-ben\"]"));
        assertTaken("/v1/strategies/wc-anybody", steps.formatted(2, "[]"));
    }

    @Test
    void a_group_is_as_many_as_it_has() {
        String body = "{\"steps\":[{\"weight\":5},{\"approval\":{\"of\":2,\"from\":[\"wc-managers\"]}}]}";
        assertRefused("/v1/strategies/wc-group", body, "/steps/1/approval/of", "a group that somebody's token has");

        Api.person("wc-manager", "approver", "WC-Managers");

        assertTaken("/v1/strategies/wc-group", body);
    }

    private static Map<String, Object> until(Instant until) {
        return Map.of("once", Map.of("from", "2020-01-01T00:00:00Z", "until", until.toString()));
    }

    @Test
    void a_freeze_that_is_over() {
        assertRefused(
                "/v1/freezes/wc-over",
                until(Instant.parse("2021-01-01T00:00:00Z")),
                "/once/until",
                "must be in the future; this was over at 2021-01-01T00:00:00Z");
        assertRefused(
                "/v1/freezes/wc-over",
                "{\"once\":{\"from\":\"2020-12-23T18:00\",\"until\":\"2020-12-27T08:00\",\"zone\":\"Europe/Berlin\"}}",
                "/once/until");
    }

    /** Files of documents outlive their freezes. */
    @Test
    void a_freeze_that_was_in_time_may_be_said_again_when_it_is_over() {
        assertTaken("/v1/freezes/wc-again", until(Instant.parse("2100-01-01T00:00:00Z")));
        database.with(handle -> handle.execute(
                "update document set body = replace(body::text, '2100', '2022')::jsonb where name = 'wc-again'"));

        Response again = Api.admin().put("/v1/freezes/wc-again", until(Instant.parse("2022-01-01T00:00:00Z")));

        assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
        assertThat(again.header("ETag")).isEqualTo("\"1\"");
        Answers.assertProblem(
                Api.admin().put("/v1/freezes/wc-again", until(Instant.parse("2021-01-01T00:00:00Z"))),
                422,
                "invalid",
                "/once/until");
    }

    @ParameterizedTest
    @CsvSource({
        "shop, must begin with a slash",
        "/shop?a=b, without query and fragment",
        "/shop#a, without query and fragment",
        "/shop/*, leave the * out",
        "/a/../b, no . or ..",
        "/a b, percent-encoded"
    })
    void a_path_that_no_request_has(String prefix, String what) {
        Api.admin().put("/v1/environments/test", "{}");
        Api.admin().put("/v1/services/wc-paths", "{}");

        assertRefused(
                "/v1/services/wc-paths/targets/here",
                Map.of(
                        "environment",
                        "test",
                        "traffic",
                        Map.of("hosts", List.of("wc-paths.example"), "pathPrefix", prefix)),
                "/traffic/pathPrefix",
                what);
    }
}
