package dev.sluice.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.store.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is used stays and says by what; what is not used goes. */
@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class DeletionTest {

    @Inject
    Addresses addresses;

    @Inject
    Database database;

    private static Response put(String path, String body) {
        Response answer = Api.admin().put(path, body);
        assertThat(answer.statusCode()).as(answer.asString()).isLessThan(300);
        return answer;
    }

    private static void assertUsed(String path, String... by) {
        String detail =
                Answers.assertProblem(Api.admin().delete(path), 409, "conflict").getString("detail");
        assertThat(detail).contains(by);
        assertThat(Api.admin().get(path).statusCode()).isEqualTo(200);
    }

    private static void assertGoes(String path) {
        Response answer = Api.admin().delete(path);
        assertThat(answer.statusCode()).as(path + answer.asString()).isEqualTo(204);
        Answers.assertProblem(Api.admin().get(path), 404, "not-found");
        Answers.assertProblem(Api.admin().delete(path), 404, "not-found");
    }

    /** A target in an environment of its own. */
    private static String target(String service, String name, String environment, String host) {
        put("/v1/environments/" + environment, "{}");
        String path = "/v1/services/" + service + "/targets/" + name;
        put(path, "{\"environment\":\"%s\",\"traffic\":{\"hosts\":[\"%s\"]}}".formatted(environment, host));
        return path;
    }

    private int throughRouter(String host) {
        return given().header("Host", host).get(addresses.router()).statusCode();
    }

    @ParameterizedTest
    @CsvSource({
        "services/del-unused, {}",
        "environments/del-unused, {}",
        "'strategies/del-unused', '{\"steps\":[{\"weight\":100}]}'",
        "'connections/del-unused', '{\"type\":\"prometheus\",\"url\":\"http://prom.example\"}'"
    })
    void what_nothing_uses_goes_and_is_noted(String path, String body) {
        put("/v1/" + path, body);

        assertGoes("/v1/" + path);

        JsonPath audit =
                Api.admin().get("/v1/audit?action=document.delete&limit=1").jsonPath();
        assertThat(audit.getString("items[0].subject")).endsWith("/del-unused");
        assertThat(audit.getString("items[0].actor")).isEqualTo("root");
        assertThat(put("/v1/" + path, body).header("ETag"))
                .as("an ETag never means two things")
                .isEqualTo("\"2\"");
        assertGoes("/v1/" + path);
    }

    @Test
    void a_revision_may_be_named() {
        String path = "/v1/services/del-revision";
        put(path, "{}");

        Answers.assertProblem(
                Api.admin().asking().header("If-Match", "\"7\"").delete(path), 412, "precondition-failed");
        assertThat(Api.admin().asking().header("If-Match", "\"1\"").delete(path).statusCode())
                .isEqualTo(204);
    }

    @Test
    void a_strategy_stays_while_documents_name_it() {
        String path = "/v1/strategies/del-named";
        put(path, "{\"steps\":[{\"weight\":100}]}");
        put("/v1/services/del-names", "{\"strategy\":\"del-named\"}");
        put("/v1/services/del-lists", "{\"strategies\":[\"standard\",\"del-named\"]}");
        put("/v1/environments/del-lists", "{\"strategies\":[\"del-named\"]}");
        put("/v1/strategies/del-heir", "{\"extends\":\"del-named\"}");

        assertUsed(
                path,
                "service del-names",
                "service del-lists",
                "environment del-lists",
                "strategy del-heir",
                "strategy del-named is used by");

        for (String user :
                List.of("services/del-names", "services/del-lists", "environments/del-lists", "strategies/del-heir")) {
            assertGoes("/v1/" + user);
        }
        assertGoes(path);
        assertThat(Api.admin().get(path + "/revisions/1").statusCode()).isEqualTo(200);
    }

    @Test
    void the_strategy_that_sluice_brings_stays() {
        assertThat(Api.admin().get("/v1/strategies/standard").statusCode()).isEqualTo(200);
        Answers.assertProblem(Api.admin().delete("/v1/strategies/standard"), 409, "conflict");
    }

    @Test
    void a_connection_stays_while_targets_and_gates_read_it() {
        String path = "/v1/connections/del-prom";
        put(path, "{\"type\":\"prometheus\",\"url\":\"http://prom.example\"}");
        put("/v1/environments/del-prom", "{}");
        put("/v1/services/del-prom", "{}");
        String target = "/v1/services/del-prom/targets/eu";
        put(
                target,
                "{\"environment\":\"del-prom\",\"traffic\":{\"hosts\":[\"del-prom.example\"]},"
                        + "\"metrics\":{\"type\":\"prometheus\",\"connection\":\"del-prom\"}}");
        put(
                "/v1/strategies/del-gated",
                "{\"steps\":[{\"weight\":100}],\"gates\":[{\"name\":\"a\",\"connection\":\"del-prom\","
                        + "\"query\":\"x\",\"condition\":\"result < 1\"}]}");

        assertUsed(path, "target del-prom/eu", "strategy del-gated");

        assertGoes(target);
        assertGoes("/v1/strategies/del-gated");
        assertGoes(path);
    }

    @Test
    void an_environment_and_a_service_stay_while_there_are_targets_or_freezes() {
        put("/v1/services/del-homes", "{}");
        String target = target("del-homes", "eu", "del-home", "del-homes.example");
        put(
                "/v1/freezes/del-home",
                "{\"environments\":[\"del-home\"],\"services\":[\"del-homes\"],\"weekly\":{\"days\":[\"friday\"],"
                        + "\"from\":\"16:00\",\"until\":\"08:00\",\"zone\":\"UTC\"}}");

        assertUsed("/v1/environments/del-home", "target del-homes/eu", "freeze del-home");
        assertUsed("/v1/services/del-homes", "target del-homes/eu", "freeze del-home");

        assertGoes(target);
        assertUsed("/v1/environments/del-home", "freeze del-home");
        Api.admin().asking().header("If-Match", "*").delete("/v1/freezes/del-home");
        assertGoes("/v1/environments/del-home");
        assertGoes("/v1/services/del-homes");
    }

    @Test
    void what_an_unfinished_release_uses_stays() {
        Catalogue.service("del-moves", Catalogue.PATIENT);
        put("/v1/strategies/del-other", "{\"steps\":[{\"weight\":5,\"hold\":\"1h\"}],\"gates\":[]}");
        Releases.stable("del-moves", "1.0");
        String id = Releases.create("del-moves", "1.1");
        Releases.awaitWeight(id, 5);
        put("/v1/services/del-moves", "{\"strategy\":\"del-other\"}");

        assertUsed("/v1/strategies/del-moves", "release " + id);
        assertUsed("/v1/services/del-moves/targets/here", "release " + id);
        assertUsed("/v1/services/del-moves", "release " + id);
        Answers.assertProblem(
                Api.admin().delete("/v1/services/del-moves/targets/here?whileServing=true"), 409, "conflict");

        Releases.command(id, "abort");
        Releases.awaitPhase(id, "ROLLED_BACK");
        assertGoes("/v1/strategies/del-moves");
    }

    @Test
    void a_mistyped_target_goes_and_releases_wait_for_it_no_longer() {
        Catalogue.service("del-typo", Catalogue.QUICK);
        String mistyped = target("del-typo", "heer", "test", "typo.del-typo.example");
        Map<String, Object> onlyHere = Map.of(
                "service",
                "del-typo",
                "environment",
                "test",
                "version",
                Map.of(
                        "label",
                        "1.0",
                        "digest",
                        "sha256:1.0",
                        "endpoints",
                        Map.of("here", List.of(Releases.shop("1.0").toString()))));
        Answers.assertProblem(Api.admin().post("/v1/releases", onlyHere), 422, "invalid", "/version/endpoints");

        assertGoes(mistyped);

        String id = Api.admin()
                .post("/v1/releases", onlyHere)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(Releases.awaitPhase(id, "SUCCEEDED").getList("targets.name")).containsExactly("here");
    }

    @Test
    void a_deleted_target_gives_its_hosts_free() {
        put("/v1/services/del-hosts", "{}");
        String first = target("del-hosts", "first", "del-hosts", "del-hosts.example");
        put("/v1/services/del-hosts-too", "{}");
        String body = "{\"environment\":\"del-hosts\",\"traffic\":{\"hosts\":[\"del-hosts.example\"]}}";
        Answers.assertProblem(
                Api.admin().put("/v1/services/del-hosts-too/targets/second", body), 409, "conflict", "/traffic/hosts");

        assertGoes(first);

        put("/v1/services/del-hosts-too/targets/second", body);
    }

    @Test
    void a_target_with_users_goes_only_when_that_is_said_and_the_router_forgets_it_at_once() {
        String host = "here.del-users.example";
        String path = "/v1/services/del-users/targets/here";
        Catalogue.service("del-users", Catalogue.QUICK);
        String id = Releases.stable("del-users", "1.0");
        await().atMost(Duration.ofSeconds(5)).until(() -> throughRouter(host) == 200);

        assertUsed(path, "target del-users/here carries traffic", host, "1.0", "whileServing=true");
        Answers.assertProblem(Api.admin().delete(path + "?whileServing=perhaps"), 400, "malformed", "?whileServing");
        assertThat(throughRouter(host)).isEqualTo(200);

        assertThat(Api.admin().delete(path + "?whileServing=true").statusCode()).isEqualTo(204);

        await().atMost(Duration.ofSeconds(5)).until(() -> throughRouter(host) == 404);
        assertThat(Releases.get(id).getString("phase")).isEqualTo("SUCCEEDED");
        assertThat(Releases.get(id).getList("targets.name")).containsExactly("here");
        assertThat(Api.admin().get("/v1/releases/" + id + "/targets/here").statusCode())
                .isLessThan(500);
        Answers.assertProblem(Releases.command(id, "undo"), 409, "conflict");
        assertGoes("/v1/services/del-users");
        assertThat(Releases.get(id).getString("service")).isEqualTo("del-users");
        assertThat(Releases.events(id)).isNotEmpty();
        Answers.assertProblem(Releases.ask(Api.admin(), "del-users", "1.1"), 404, "not-found");
        assertThat(rowsOf("del-users")).isZero();
    }

    private int rowsOf(String service) {
        return database.read(handle -> handle.createQuery("""
                        select (select count(*) from host_owner where service = :service)
                            + (select count(*) from route where service = :service)
                            + (select count(*) from endpoint where service = :service)""")
                .bind("service", service)
                .mapTo(Integer.class)
                .one());
    }

    /** A router that has not heard of the deletion yet is ahead of a target that begins anew. */
    @Test
    void a_target_of_the_same_name_begins_anew() {
        String host = "here.del-again.example";
        Catalogue.service("del-again", Catalogue.QUICK);
        Releases.stable("del-again", "1.0");
        await().atMost(Duration.ofSeconds(5)).until(() -> throughRouter(host) == 200);

        Api.admin().delete("/v1/services/del-again/targets/here?whileServing=true");
        Catalogue.target("del-again", "here", "test");

        await().atMost(Duration.ofSeconds(5)).until(() -> throughRouter(host) != 200);
        assertThat(Api.admin()
                        .get("/v1/services/del-again/targets/here/versions")
                        .jsonPath()
                        .getList("items"))
                .isEmpty();
        String id = Releases.stable("del-again", "1.0");
        assertThat(Releases.get(id).getString("stable")).isNull();
        await().atMost(Duration.ofSeconds(5)).until(() -> throughRouter(host) == 200);
    }

    /** Whoever comes first, nothing is left that names what is gone. */
    @Test
    void what_is_named_at_the_same_moment_is_not_deleted() {
        for (int round = 0; round < 20; round++) {
            String strategy = "/v1/strategies/del-race-" + round;
            String service = "/v1/services/del-race-" + round;
            String body = "{\"strategy\":\"del-race-" + round + "\"}";
            put(strategy, "{\"steps\":[{\"weight\":100}]}");

            together(() -> Api.admin().put(service, body), () -> Api.admin().delete(strategy));

            boolean isNamed = Api.admin().get(service).statusCode() == 200;
            assertThat(Api.admin().get(strategy).statusCode()).isEqualTo(isNamed ? 200 : 404);
        }
    }

    @Test
    void a_release_that_is_made_at_the_same_moment_has_its_target() {
        Api.admin();
        for (int round = 0; round < 10; round++) {
            String service = "del-lane-" + round;
            Catalogue.service(service, Catalogue.PATIENT);
            Response[] made = new Response[1];

            together(
                    () -> made[0] = Releases.ask(Api.admin(), service, "1.0"),
                    () -> Api.admin().delete("/v1/services/" + service + "/targets/here"));

            boolean isMade = made[0].statusCode() == 201;
            assertThat(made[0].statusCode()).as(made[0].asString()).isIn(201, 409, 422);
            assertThat(Api.admin()
                            .get("/v1/services/" + service + "/targets/here")
                            .statusCode())
                    .isEqualTo(isMade ? 200 : 404);
        }
    }

    private static void together(Runnable one, Runnable other) {
        CompletableFuture.allOf(CompletableFuture.runAsync(one), CompletableFuture.runAsync(other))
                .join();
    }

    @Test
    void who_may_not_write_may_not_delete() {
        put("/v1/services/del-rights", "{}");
        put("/v1/environments/del-rights", "{}");

        Answers.assertProblem(
                Api.person("del-releaser", "releaser").delete("/v1/services/del-rights"), 403, "not-allowed");
        Api operator = Api.person("del-operator", "operator");
        Answers.assertProblem(operator.delete("/v1/environments/del-rights"), 403, "not-allowed");
        assertThat(operator.delete("/v1/services/del-rights").statusCode()).isEqualTo(204);
    }
}
