package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.http.HttpServer;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class InstancesTest {

    @Inject
    HttpServer http;

    @Inject
    Addresses addresses;

    private static String path(String service, String label) {
        return "/v1/services/" + service + "/targets/here/versions/sha256:" + label + "/endpoints";
    }

    private static Response put(Api who, String service, String label, URI... urls) {
        return who.put(
                path(service, label),
                Map.of(
                        "label",
                        label,
                        "endpoints",
                        Arrays.stream(urls).map(URI::toString).toList()));
    }

    @Test
    void are_nowhere_where_Sluice_itself_listens() {
        Catalogue.service("own", Catalogue.QUICK);
        URI api = URI.create("http://localhost:" + http.getPort());
        URI management = URI.create("http://127.0.0.1:" + http.getManagementPort());
        Stream.of(api, management, addresses.router()).forEach(own -> {
            Response put = put(Api.admin(), "own", "9", own);
            Answers.assertProblem(put, 422, "invalid", "/endpoints/0");
            assertThat(put.asString()).contains("of Sluice itself");
            Answers.assertProblem(
                    Api.admin().post("/v1/releases", Releases.body("own", "9", own)),
                    422,
                    "invalid",
                    "/version/endpoints/0");
        });
    }

    @Test
    void have_an_address_of_their_own_and_a_port() {
        Catalogue.service("odd", Catalogue.QUICK);
        for (String url : List.of(
                "http://169.254.169.254:80", "http://[fe80::1]:80", "http://0.0.0.0:8080", "http://10.0.0.1:0")) {
            Answers.assertProblem(put(Api.admin(), "odd", "9", URI.create(url)), 422, "invalid", "/endpoints/0");
        }
    }

    @Test
    void of_stable_are_not_those_of_a_candidate() {
        Catalogue.service("same", Catalogue.QUICK);
        Releases.stable("same", "1.0");

        Response same = Api.admin().post("/v1/releases", Releases.body("same", "1.1", Releases.shop("1.0")));

        JsonPath problem = Answers.assertProblem(same, 422, "invalid");
        assertThat(problem.getString("detail") + problem.getString("errors")).contains("is stable at here");
    }

    @Test
    void of_a_moving_candidate_begin_its_evidence_anew_when_all_are_replaced() {
        String id = Releases.holding("anew");

        Response replaced = put(Api.admin(), "anew", "1.1", Releases.shop("1.1b"));

        assertThat(replaced.statusCode()).as(replaced.asString()).isEqualTo(200);
        assertThat(Releases.events(id)).contains("instances.replaced");
        assertThat(Releases.events(id)).contains("target.waiting");
        Releases.awaitWeight(id, 5);
        assertThat(Api.admin().get("/v1/releases/" + id + "/events?limit=500").asString())
                .contains("begin anew", "\"root\"");
        Releases.command(id, "abort");
        Releases.awaitPhase(id, "ROLLED_BACK");
    }

    @Test
    void are_added_to_a_moving_candidate_without_beginning_anew() {
        String id = Releases.holding("added");

        Response added = put(Api.admin(), "added", "1.1", Releases.shop("1.1"), Releases.shop("1.1b"));

        assertThat(added.statusCode()).as(added.asString()).isEqualTo(200);
        assertThat(Releases.events(id)).contains("instances.changed");
        assertThat(Releases.awaitWeight(id, 5).getList("targets.weight.desired", Float.class))
                .containsOnly(5f);
        Releases.command(id, "abort");
        Releases.awaitPhase(id, "ROLLED_BACK");
    }

    @Test
    void are_not_swapped_by_asking_for_the_version_again() {
        String id = Releases.holding("again");

        Response again = Api.admin().post("/v1/releases", Releases.body("again", "1.1", Releases.shop("1.1b")));

        JsonPath problem = Answers.assertProblem(again, 409, "conflict");
        assertThat(problem.getString("detail") + problem.getString("errors")).contains("has users at here");
        Releases.command(id, "abort");
        Releases.awaitPhase(id, "ROLLED_BACK");
    }

    @Test
    void of_stable_are_replaced_by_an_operator_a_few_at_a_time_and_not_in_a_freeze() {
        Catalogue.service("swap", Catalogue.QUICK);
        Releases.stable("swap", "1.0");
        URI old = Releases.shop("1.0");
        URI other = Releases.shop("1.0b");
        Api releaser = Api.program("swap-ci", "releaser");
        Api operator = Api.person("swap-operator", "operator");

        Answers.assertProblem(put(releaser, "swap", "1.0", other), 403, "not-allowed");
        JsonPath atOnce = Answers.assertProblem(put(operator, "swap", "1.0", other), 409, "conflict");
        assertThat(atOnce.getString("detail")).contains("old and the new ones together first");

        assertThat(put(releaser, "swap", "1.0", old, other).statusCode()).isEqualTo(200);
        Freezes.put("swap", "holiday");
        Answers.assertProblem(put(releaser, "swap", "1.0", other), 403, "not-allowed");
        JsonPath frozen = Answers.assertProblem(put(operator, "swap", "1.0", other), 409, "conflict");
        assertThat(frozen.getString("detail")).contains("freeze swap", "holiday");
        Freezes.delete("swap");

        org.awaitility.Awaitility.await("the new instance is healthy")
                .until(() -> put(operator, "swap", "1.0", other).statusCode() == 200);
        assertThat(Api.admin().get(path("swap", "1.0")).jsonPath().getList("endpoints"))
                .containsExactly(other.toString());
    }
}
