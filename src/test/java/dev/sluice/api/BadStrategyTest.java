package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class BadStrategyTest {

    private static Response put(String body) {
        return Api.admin().put("/v1/strategies/bad", body);
    }

    private static void assertRefused(String body, String... pointers) {
        Answers.assertProblem(put(body), 422, "invalid", pointers);
        assertThat(Api.admin().get("/v1/strategies/bad").statusCode()).isEqualTo(404);
    }

    static Stream<Arguments> weights() {
        return Stream.of(
                arguments("{\"weight\":50},{\"weight\":20}", "/steps/1/weight"),
                arguments("{\"weight\":50},{\"weight\":50}", "/steps/1/weight"),
                arguments("{\"weight\":101}", "/steps/0/weight"),
                arguments("{\"weight\":0}", "/steps/0/weight"),
                arguments("{\"weight\":-5}", "/steps/0/weight"),
                arguments("{\"weight\":1.12345}", "/steps/0/weight"),
                arguments("{\"weight\":\"5\"}", "/steps/0/weight"),
                arguments("{\"weight\":\"5%\"}", "/steps/0/weight"),
                arguments("{\"weight\":true}", "/steps/0/weight"),
                arguments("{\"weight\":[5]}", "/steps/0/weight"),
                arguments("{\"weight\":1e400}", "/steps/0/weight"),
                arguments("{\"weight\":1e-400}", "/steps/0/weight"),
                arguments("{\"weight\":1e999999999}", "/steps/0/weight"),
                arguments("{\"weight\":1e-999999999}", "/steps/0/weight"),
                arguments("{\"weight\":100},{\"weight\":100}", "/steps/1"),
                arguments("null", "/steps/0"),
                arguments("{}", "/steps/0"),
                arguments("{\"weight\":5,\"approval\":{}}", "/steps/0"),
                arguments("{\"weight\":5,\"hold\":\"soon\"}", "/steps/0/hold"),
                arguments("{\"weight\":5,\"hold\":\"-5m\"}", "/steps/0/hold"),
                arguments("{\"weight\":5,\"hold\":\"31d\"}", "/steps/0/hold"),
                arguments("{\"weight\":5,\"hold\":300}", "/steps/0/hold"),
                arguments("{\"weight\":5,\"gates\":[\"none\"]}", "/steps/0/gates/0"),
                arguments("{\"weight\":5,\"gates\":[null]}", "/steps/0/gates/0"),
                arguments("{\"flip\":{}}", "/steps/0/flip"),
                arguments("{\"flip\":{\"now\":true}}", "/steps/0/flip"),
                arguments("{\"approval\":{\"of\":0}}", "/steps/0/approval/of"),
                arguments("{\"approval\":{\"of\":1.5}}", "/steps/0/approval/of"),
                arguments("{\"approval\":{\"of\":99999999999}}", "/steps/0/approval/of"),
                arguments("{\"approval\":{\"from\":[null]}}", "/steps/0/approval/from/0"),
                arguments("{\"approval\":{\"otherwise\":\"ship\"}}", "/steps/0/approval/otherwise"));
    }

    @ParameterizedTest
    @MethodSource("weights")
    void a_wrong_step_is_named(String steps, String pointer) {
        Assertions.assertTimeout(Duration.ofSeconds(2), () -> assertRefused("{\"steps\":[" + steps + "]}", pointer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cohort", "mirror", "capacity", "drill", "webhook", "verify"})
    void what_comes_later_is_refused_by_name(String capability) {
        String step = "{\"%s\":{\"for\":\"1m\"}}".formatted(capability);
        Response answer = put("{\"steps\":[" + step + ",{\"weight\":100}]}");

        Answers.assertProblem(answer, 422, "invalid", "/steps/0/" + capability);
        assertThat(answer.jsonPath().getString("detail")).contains("not supported yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cohort", "mirror", "capacity", "drill", "webhook", "verify"})
    void a_field_that_is_null_takes_no_step_away(String capability) {
        String name = "nulls-" + capability;
        Response answer = Api.admin()
                .put(
                        "/v1/strategies/" + name,
                        "{\"steps\":[{\"weight\":5,\"%s\":null},{\"weight\":100}]}".formatted(capability));

        assertThat(answer.statusCode()).isEqualTo(201);
        Catalogue.service(name + "-s", Catalogue.QUICK);
        Api.admin().put("/v1/services/" + name + "-s", "{\"strategy\":\"" + name + "\"}");
        assertThat(Api.admin()
                        .post("/v1/releases?validateOnly=true", Releases.body(name + "-s", "1.0"))
                        .jsonPath()
                        .getList("plan.steps.weight", Float.class))
                .containsExactly(5f, 100f);
    }

    static Stream<Arguments> fields() {
        return Stream.of(
                arguments("\"type\":\"rolling\"", "/type"),
                arguments("\"alpha\":0", "/alpha"),
                arguments("\"alpha\":1e400", "/alpha"),
                arguments("\"alpha\":\"0.01\"", "/alpha"),
                arguments("\"beta\":2", "/beta"),
                arguments("\"bake\":\"forever\"", "/bake"),
                arguments("\"window\":\"10ms\"", "/window"),
                arguments("\"onNewer\":\"panic\"", "/onNewer"),
                arguments("\"deadline\":\"0s\"", "/deadline"),
                arguments("\"evidence\":{\"requests\":-1}", "/evidence/requests"),
                arguments("\"noData\":{\"policy\":\"pray\"}", "/noData/policy"),
                arguments("\"patience\":{\"holds\":-1}", "/patience/holds"),
                arguments("\"safe\":5", "/safe"),
                arguments("\"safe\":{\"relative\":1e400}", "/safe/relative"),
                arguments("\"safe\":{\"relativ\":3}", "/safe/relativ"),
                arguments("\"safe\":{\"relative\":\"3\"}", "/safe/relative"),
                arguments("\"waves\":[null]", "/waves/0"),
                arguments("\"waves\":[{\"targets\":{\"country\":[\"pl\"]}}]", "/waves/0/targets/country"),
                arguments("\"gates\":[null]", "/gates/0"),
                arguments("\"gates\":[{\"name\":\"a\"}]", "/gates/0"),
                arguments("\"gates\":[{\"name\":\"A!\",\"metric\":\"latency\"}]", "/gates/0/name"),
                arguments("\"gates\":[{\"name\":\"a\",\"metric\":\"joy\"}]", "/gates/0/metric"),
                arguments(
                        "\"gates\":[{\"name\":\"a\",\"metric\":\"latency\",\"share\":-1},{\"name\":\"b\",\"metric\":\"latency\",\"share\":2}]",
                        "/gates/0/share"),
                arguments(
                        "\"gates\":[{\"name\":\"a\",\"metric\":\"latency\",\"tolerance\":1e999999999}]",
                        "/gates/0/tolerance"),
                arguments(
                        "\"gates\":[{\"name\":\"a\",\"metric\":\"latency\"},{\"name\":\"a\",\"metric\":\"latency\"}]",
                        "/gates/1/name"),
                arguments(
                        "\"gates\":[{\"name\":\"a\",\"connection\":\"p\",\"query\":\"up\",\"condition\":\"this is no CEL (\"}]",
                        "/gates"),
                arguments("\"traffic\":{}", "/traffic"),
                arguments("\"extends\":\"../up\"", "/extends"));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void a_wrong_field_is_named(String field, String pointer) {
        assertRefused("{\"steps\":[{\"weight\":5},{\"weight\":100}]," + field + "}", pointer);
    }

    static Stream<Arguments> unused() {
        String errors = "\"metric\":\"errorRatio\"";
        String latency = "\"metric\":\"latency\"";
        String condition = "\"connection\":\"p\",\"query\":\"up\",\"condition\":\"result < 1.0\"";
        String paired = "\"connection\":\"p\",\"query\":\"up\",\"test\":\"S\"";
        return Stream.of(
                arguments(errors + ",\"tolerance\":1.5", "/gates/0/tolerance"),
                arguments(errors + ",\"direction\":\"lowerIsWorse\"", "/gates/0/direction"),
                arguments(errors + ",\"failureLimit\":3", "/gates/0/failureLimit"),
                arguments(latency + ",\"interval\":\"10s\"", "/gates/0/interval"),
                arguments(condition + ",\"margin\":{\"relative\":2}", "/gates/0/margin"),
                arguments(condition + ",\"share\":1", "/gates/0/share"),
                arguments(condition + ",\"safe\":\"off\"", "/gates/0/safe"),
                arguments(paired + ",\"margin\":{\"relative\":2}", "/gates/0/margin/relative"),
                arguments(paired + ",\"evidence\":{\"requests\":5}", "/gates/0/evidence/requests"));
    }

    @ParameterizedTest
    @MethodSource("unused")
    void a_field_that_a_gate_does_not_look_at_is_named(String gate, String pointer) {
        assertRefused("{\"steps\":[{\"weight\":5}],\"gates\":[{\"name\":\"a\"," + gate + "}]}", pointer);
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        assertRefused(
                "{\"steps\":[{\"weight\":50,\"hold\":\"x\"},{\"weight\":20}],\"bake\":\"y\",\"alpha\":7}",
                "/steps/0/hold",
                "/steps/1/weight",
                "/bake",
                "/alpha");
    }

    @Test
    void a_query_may_have_lines_but_a_name_may_not() {
        Api.admin().put("/v1/connections/p", "{\"type\":\"prometheus\",\"url\":\"http://prom.example\"}");
        String gate =
                "{\"name\":\"a\",\"connection\":\"p\",\"query\":\"sum(\\n  up\\n)\",\"condition\":\"result < 1.0\"}";
        Response answer =
                Api.admin().put("/v1/strategies/lined", "{\"steps\":[{\"weight\":5}],\"gates\":[" + gate + "]}");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        assertRefused(
                "{\"steps\":[{\"weight\":5}],\"gates\":[" + gate.replace("up", "u\\u0000p") + "]}", "/gates/0/query");
    }
}
