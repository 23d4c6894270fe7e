package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.security.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class RolesTest {

    @Inject
    Operations operations;

    private static Response call(Api who, Operations.Operation operation) {
        String path = operation.path().replaceAll("\\{[^}]*}", "nothing");
        return who.asking()
                .accept("application/json")
                .contentType("application/json")
                .body("[]")
                .request(operation.verb(), path);
    }

    @Test
    void every_operation_says_what_it_takes() {
        assertThat(operations.all())
                .hasSizeGreaterThan(30)
                .allSatisfy(operation ->
                        assertThat(operation.allowed()).as(operation.toString()).isPresent());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void each_role_may_what_it_may_and_nothing_else(Role role) {
        Api who = Api.person("matrix-" + role.word(), role.word());
        for (Operations.Operation operation : operations.all()) {
            boolean may = role.may(operation.allowed().orElseThrow().value());
            Response answer = call(who, operation);
            assertThat(answer.statusCode() == 403)
                    .as("%s %s %s: %s", role, operation.verb(), operation.path(), answer.asString())
                    .isEqualTo(!may);
            if (!may) {
                Answers.assertProblem(answer, 403, "not-allowed");
            }
        }
    }

    @Test
    void without_a_token_nothing_is_to_be_had_once_there_are_tokens() {
        Api.admin();
        for (Operations.Operation operation : operations.all()) {
            Response answer = call(Api.nobody(), operation);
            Answers.assertProblem(answer, 401, "unauthenticated");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer ",
                "Bearer nonsense",
                "Basic cm9vdDpyb290",
                "slc_x",
                "Bearer slc_000000000000000000000000000000000000000",
                "Bearer slc_00000000000000000000000000000000000000",
                "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJyb290In0."
            })
    void a_bad_token_is_never_nobody(String authorization) {
        Api.admin();
        Response answer =
                Api.nobody().asking().header("Authorization", authorization).get("/v1/whoami");
        Answers.assertProblem(answer, 401, "unauthenticated");
    }

    @Test
    void ci_may_stop_but_not_push() {
        Catalogue.service("pushed", Catalogue.PATIENT);
        Releases.stable("pushed", "1.0");
        Api ci = Api.program("ci-pushed", "releaser");
        String id = Releases.create(ci, "pushed", "1.1");
        Releases.awaitWeight(id, 5);

        for (String command : List.of("advance", "promote", "resume", "undo", "extend")) {
            Answers.assertProblem(Releases.command(ci, id, command), 403, "not-allowed");
        }
        assertThat(Releases.command(ci, id, "pause").statusCode()).isEqualTo(200);
        assertThat(Releases.command(ci, id, "abort").statusCode()).isEqualTo(200);
        assertThat(Releases.get(id).getString("requestedBy")).isEqualTo("ci-pushed");
    }

    @Test
    void a_revoked_token_is_good_for_2_seconds_at_most() {
        String secret = Api.admin().tokenOf("revoked", "person", "viewer");
        Api holder = Api.withToken(secret);
        assertThat(holder.get("/v1/whoami").jsonPath().getString("name")).isEqualTo("revoked");
        String id = Api.admin().get("/v1/tokens").jsonPath().getString("items.find { it.name == 'revoked' }.id");

        Api.admin().delete("/v1/tokens/" + id).then().statusCode(204);

        await().atMost(Duration.ofMillis(2500))
                .untilAsserted(() -> Answers.assertProblem(holder.get("/v1/whoami"), 401, "unauthenticated"));
        Answers.assertProblem(Api.admin().delete("/v1/tokens/" + id), 404, "not-found");
        assertThat(Api.admin().get("/v1/tokens").jsonPath().getString("items.find { it.id == '" + id + "' }.revokedAt"))
                .isNotBlank();
    }

    @Test
    void a_token_is_shown_once_and_says_whose_it_is() {
        Response made = Api.admin()
                .post(
                        "/v1/tokens",
                        Map.of("name", "shown", "role", "operator", "groups", List.of("managers"), "expiresIn", "1d"));
        String secret = made.path("secret");

        assertThat(secret).matches("slc_[0-9A-Za-z]{38}");
        assertThat(made.jsonPath().getString("lastFour")).isEqualTo(secret.substring(secret.length() - 4));
        assertThat(Api.withToken(secret).get("/v1/whoami").jsonPath().getMap(""))
                .isEqualTo(Map.of(
                        "name",
                        "shown",
                        "kind",
                        "person",
                        "role",
                        "operator",
                        "groups",
                        List.of("managers"),
                        "warnings",
                        List.of()));
        assertThat(Api.admin().get("/v1/tokens").asString()).doesNotContain(secret);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void every_role_may_abort(Role role) {
        String service = "abortable-" + role.word();
        Catalogue.service(service, Catalogue.PATIENT);
        Releases.stable(service, "1.0");
        String id = Releases.create(service, "1.1");
        Releases.awaitWeight(id, 5);

        Response aborted = Releases.command(Api.person("aborts-" + role.word(), role.word()), id, "abort");

        assertThat(aborted.statusCode()).as(aborted.asString()).isEqualTo(200);
        Releases.awaitPhase(id, "ROLLED_BACK");
    }

    @Test
    void a_viewer_may_command_nothing_but_an_abort() {
        Catalogue.service("viewed-only", Catalogue.PATIENT);
        Releases.stable("viewed-only", "1.0");
        String id = Releases.create("viewed-only", "1.1");
        Api viewer = Api.person("views", "viewer");

        for (String command : List.of("pause", "retry", "resume", "advance", "promote", "undo", "extend", "adopt")) {
            Answers.assertProblem(Releases.command(viewer, id, command), 403, "not-allowed");
        }
        Releases.command(id, "abort").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sluice",
                "Sluice",
                "local",
                "LOCAL",
                "system",
                "anonymous",
                "offline",
                "аnna",
                "an na",
                "ａｎｎａ",
                "-x"
            })
    void what_sluice_itself_is_called_and_what_only_looks_like_a_name_is_no_name(String name) {
        Answers.assertProblem(
                Api.admin().post("/v1/tokens", Map.of("name", name, "role", "viewer")), 422, "invalid", "/name");
    }

    @Test
    void a_token_is_somebodys() {
        Api admin = Api.admin();
        Answers.assertProblem(admin.post("/v1/tokens", "{}"), 422, "invalid", "/name");
        Answers.assertProblem(admin.post("/v1/tokens", Map.of("name", "x", "role", "god")), 422, "invalid", "/role");
        Answers.assertProblem(
                admin.post("/v1/tokens", Map.of("name", "x", "role", "viewer", "kind", "cat")),
                422,
                "invalid",
                "/kind");
        Answers.assertProblem(
                admin.post("/v1/tokens", Map.of("name", "x", "role", "viewer", "expiresIn", "0s")),
                422,
                "invalid",
                "/expiresIn");
        Answers.assertProblem(
                admin.post("/v1/tokens", "{\"name\":\"x\",\"role\":\"viewer\",\"groups\":[null]}"), 422, "invalid");
    }
}
