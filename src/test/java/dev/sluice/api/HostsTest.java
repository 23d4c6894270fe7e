package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class HostsTest {

    private static Response target(String service, String environment, Map<String, Object> traffic) {
        Api.admin().put("/v1/environments/" + environment, "{}");
        Api.admin().put("/v1/services/" + service, "{}");
        return Api.admin()
                .put(
                        "/v1/services/" + service + "/targets/there",
                        Map.of("environment", environment, "traffic", traffic));
    }

    @ParameterizedTest
    @ValueSource(strings = {"here.owner.example", "HERE.Owner.Example", "here.owner.example."})
    void belong_to_one_target_however_they_are_written(String host) {
        Catalogue.service("owner", Catalogue.QUICK);

        Response second = target("thief", "elsewhere", Map.of("hosts", List.of(host)));

        JsonPath problem = Answers.assertProblem(second, 409, "conflict");
        assertThat(problem.getString("detail")).contains("owner", "here.owner.example");
        assertThat(Api.admin().get("/v1/services/thief/targets/there").statusCode())
                .isEqualTo(404);
    }

    @Test
    void are_shared_by_their_paths() {
        Catalogue.service("paths", Catalogue.QUICK);
        Map<String, Object> below = Map.of("hosts", List.of("here.paths.example"), "pathPrefix", "/api");

        assertThat(target("paths-api", "test", below).statusCode()).isEqualTo(201);

        Map<String, Object> slash = Map.of("hosts", List.of("here.paths.example"), "pathPrefix", "/api/");
        JsonPath problem = Answers.assertProblem(target("paths-too", "test", slash), 409, "conflict");
        assertThat(problem.getString("detail")).contains("paths-api");
    }

    @Test
    void of_everybody_are_asked_for_in_words() {
        Response none = target("all-none", "test", Map.of());
        Answers.assertProblem(none, 422, "invalid", "/traffic/hosts");
        assertThat(none.asString()).contains("\\\"*\\\"");

        assertThat(target("all-hosts", "test", Map.of("hosts", List.of("*"))).statusCode())
                .isEqualTo(201);
        JsonPath problem =
                Answers.assertProblem(target("all-too", "test", Map.of("hosts", List.of("*"))), 409, "conflict");
        assertThat(problem.getString("detail")).contains("all-hosts");
    }

    @Test
    void that_two_ask_for_at_once_go_to_one_of_them() {
        Map<String, Object> wanted = Map.of("hosts", List.of("at-once.example"));
        IntStream.range(0, 6).forEach(i -> Api.admin().put("/v1/services/once-" + i, "{}"));
        Api.admin().put("/v1/environments/test", "{}");

        List<CompletableFuture<Integer>> asked = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> Api.admin()
                        .put(
                                "/v1/services/once-" + i + "/targets/here",
                                Map.of("environment", "test", "traffic", wanted))
                        .statusCode()))
                .toList();

        assertThat(asked.stream().map(CompletableFuture::join).sorted()).containsExactly(201, 409, 409, 409, 409, 409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hosts", "pathPrefix", "stickyBy"})
    void stay_while_a_release_moves(String field) {
        String service = "stay-" + field.toLowerCase(Locale.ROOT);
        String id = Releases.holding(service);
        Map<String, Object> other = switch (field) {
            case "hosts" -> Map.of("hosts", List.of("other." + service + ".example"));
            case "pathPrefix" -> Map.of("hosts", List.of("here." + service + ".example"), "pathPrefix", "/x");
            default -> Map.of("hosts", List.of("here." + service + ".example"), "stickyBy", Map.of("header", "X-User"));
        };

        Response changed = Api.admin()
                .put("/v1/services/" + service + "/targets/here", Map.of("environment", "test", "traffic", other));

        JsonPath problem = Answers.assertProblem(changed, 409, "conflict");
        assertThat(problem.getString("detail")).contains(id);
        Releases.command(id, "abort");
        Releases.awaitPhase(id, "ROLLED_BACK");
    }
}
