package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.lessThan;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A strategy decides how a version is tested: who may release doesn't choose it freely. */
@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class StrategyRightsTest {

    private static final Map<String, Object> AT_ONCE =
            Map.of("steps", List.of(Map.of("weight", 100)), "gates", List.of(), "bake", "0s");

    /** A service in an environment of its own, whose own strategy is its name, beside two others. */
    private static void service(String name, Object service, Object environment) {
        Api admin = Api.admin();
        admin.put("/v1/strategies/" + name, Catalogue.PATIENT).then().statusCode(lessThan(300));
        admin.put("/v1/strategies/" + name + "-hotfix", AT_ONCE).then().statusCode(lessThan(300));
        admin.put("/v1/strategies/" + name + "-wild", AT_ONCE).then().statusCode(lessThan(300));
        admin.put("/v1/environments/" + name, environment).then().statusCode(lessThan(300));
        admin.put("/v1/services/" + name, service).then().statusCode(lessThan(300));
        Catalogue.target(name, "here", name);
    }

    private static Response release(Api who, String service, String label, String strategy) {
        return who.post("/v1/releases", body(service, label, strategy));
    }

    private static Map<String, Object> body(String service, String label, String strategy) {
        Map<String, Object> body = new HashMap<>(Releases.body(service, label));
        body.put("environment", service);
        if (!strategy.isEmpty()) {
            body.put("strategy", strategy);
        }
        return body;
    }

    private static void assertRefused(Response answer, String allowed) {
        Answers.assertProblem(answer, 403, "not-allowed", "/strategy");
        assertThat(answer.jsonPath().getString("detail"))
                .contains("one that releasers may take here: " + allowed)
                .contains("takes the role operator");
    }

    @Test
    void without_a_list_a_releaser_takes_the_services_own_only() {
        service("own-only", Map.of("strategy", "own-only"), Map.of());
        Api ci = Api.program("ci-own", "releaser");

        assertRefused(release(ci, "own-only", "1.0", "own-only-hotfix"), "own-only (");
        assertRefused(
                ci.post("/v1/releases?validateOnly=true", body("own-only", "1.0", "own-only-hotfix")), "own-only (");
        release(ci, "own-only", "1.0", "").then().statusCode(201);
        release(ci, "own-only", "1.1", "own-only").then().statusCode(201);
        Response byOperator = release(Api.person("op-own", "operator"), "own-only", "1.2", "own-only-wild");
        assertThat(byOperator.statusCode()).as(byOperator.asString()).isEqualTo(201);
    }

    @Test
    void both_lists_must_allow_it() {
        service(
                "both",
                Map.of("strategy", "both", "strategies", List.of("both", "both-hotfix")),
                Map.of("strategies", List.of("both-hotfix", "both-wild")));
        Api ci = Api.program("ci-both", "releaser");

        assertRefused(release(ci, "both", "1.0", "both-wild"), "both-hotfix (");
        assertRefused(release(ci, "both", "1.0", ""), "both-hotfix (");
        release(ci, "both", "1.0", "both-hotfix").then().statusCode(201);
    }

    @Test
    void lists_that_have_nothing_in_common_leave_it_to_operators() {
        service(
                "none",
                Map.of("strategy", "none", "strategies", List.of("none")),
                Map.of("strategies", List.of("none-wild")));

        assertRefused(release(Api.program("ci-none", "releaser"), "none", "1.0", ""), "none (service none lists");
    }

    @Test
    void a_retry_keeps_the_strategy_of_what_it_follows() {
        service("kept", Map.of("strategy", "kept"), Map.of());
        Releases.awaitPhase(release(Api.admin(), "kept", "1.0", "kept-wild").path("id"), "SUCCEEDED");
        Api.admin().put("/v1/strategies/kept-slow", Catalogue.PATIENT);
        String id = release(Api.admin(), "kept", "1.1", "kept-slow").path("id");
        Releases.awaitWeight(id, 5);
        Releases.command(id, "abort");
        Releases.awaitPhase(id, "ROLLED_BACK");

        Response again = Releases.command(Api.program("ci-kept", "releaser"), id, "retry");

        assertThat(again.statusCode()).as(again.asString()).isEqualTo(201);
        assertThat(again.jsonPath().getString("plan.strategy")).isEqualTo("kept-slow");
    }

    @Test
    void a_list_names_strategies_that_are_there_and_the_services_own() {
        Api admin = Api.admin();
        Answers.assertProblem(
                admin.put("/v1/environments/listed", Map.of("strategies", List.of("standard", "mistyped"))),
                422,
                "invalid",
                "/strategies/1");
        Answers.assertProblem(
                admin.put("/v1/services/listed", Map.of("strategies", List.of("standard", "mistyped"))),
                422,
                "invalid",
                "/strategies/1");
        admin.put("/v1/strategies/listed", AT_ONCE).then().statusCode(201);
        Answers.assertProblem(
                admin.put("/v1/services/listed", Map.of("strategies", List.of("listed"))),
                422,
                "invalid",
                "/strategies");
        Answers.assertProblem(
                admin.put("/v1/environments/listed", Map.of("strategies", List.of())), 422, "invalid", "/strategies");
        Answers.assertProblem(
                admin.put("/v1/environments/listed", "{\"strategies\":[null]}"), 422, "invalid", "/strategies/0");
    }
}
