package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class WaitingReleasesTest {

    private static Response undo(String id) {
        return Releases.command(id, "undo");
    }

    @Test
    void one_whose_version_comes_into_quarantine_meanwhile_never_starts() {
        Catalogue.service("wait-sick", Catalogue.QUICK);
        Releases.stable("wait-sick", "1.0");
        Freezes.put("wait-sick", "");
        String id = Releases.create("wait-sick", "1.1");
        Map<String, Object> version = Map.of("label", "1.1", "digest", "sha256:1.1");
        Api.admin()
                .post(
                        "/v1/quarantine",
                        Map.of(
                                "service",
                                "wait-sick",
                                "environment",
                                "test",
                                "version",
                                version,
                                "reason",
                                "it ate the orders"))
                .then()
                .statusCode(201);

        Freezes.delete("wait-sick");

        JsonPath rejected = Releases.awaitPhase(id, "REJECTED");
        assertThat(rejected.getString("sentence")).contains("quarantine", "it ate the orders");
    }

    @Test
    void twins_of_a_version_end_when_it_is_aborted() {
        Catalogue.service("wait-twin", Catalogue.with(Catalogue.PATIENT, "onNewer", "queue"));
        Releases.stable("wait-twin", "1.0");
        String first = Releases.create("wait-twin", "1.1");
        Releases.awaitWeight(first, 5);
        String twin = Releases.create("wait-twin", "1.1");

        Releases.command(first, "abort");

        Releases.awaitPhase(first, "ROLLED_BACK");
        JsonPath ended = Releases.await(twin, release -> release.getString("outcome") != null, "an end");
        assertThat(ended.getString("phase")).isEqualTo("CANCELLED");
        assertThat(Releases.events(twin)).doesNotContain("release.started");
    }

    @Test
    void an_undo_does_not_wait_for_a_newer_one() {
        Catalogue.service("wait-undo", Catalogue.with(Catalogue.QUICK, "onNewer", "queue"));
        Releases.stable("wait-undo", "1.0");
        String second = Releases.stable("wait-undo", "1.1");
        Api.admin().put("/v1/strategies/wait-undo", Catalogue.with(Catalogue.PATIENT, "onNewer", "queue"));
        String third = Releases.create("wait-undo", "1.2");
        Releases.awaitWeight(third, 5);

        JsonPath problem = Answers.assertProblem(undo(second), 409, "conflict");

        assertThat(problem.getString("detail")).contains("abort", third);
        Releases.command(third, "abort");
        Releases.awaitPhase(third, "ROLLED_BACK");
        assertThat(undo(second).statusCode()).isEqualTo(201);
    }

    @Test
    void a_target_that_joins_gets_the_stable_version_first() {
        Catalogue.service("wait-join", Catalogue.QUICK);
        Releases.stable("wait-join", "1.0");
        Catalogue.target("wait-join", "there", "test");

        String join = Releases.create("wait-join", "1.0");

        JsonPath joined = Releases.awaitPhase(join, "SUCCEEDED");
        assertThat(joined.getList("targets.name")).containsExactly("there");
    }

    @Test
    void a_first_release_waits_for_its_approvals_too() {
        Catalogue.service(
                "wait-first",
                Catalogue.with(
                        Catalogue.QUICK,
                        "steps",
                        List.of(
                                Map.of("weight", 5, "hold", "300ms"),
                                Map.of("approval", Map.of("of", 1)),
                                Map.of("weight", 100))));
        String first = Releases.create("wait-first", "1.0");

        JsonPath waiting = Releases.await(
                first, release -> "APPROVAL".equals(release.getString("reason")), "the approval it waits for");

        assertThat(waiting.getList("targets.weight.desired", Float.class)).containsOnly(0f);
        Api approver = Api.person("wait-first-approver", "approver");
        assertThat(Releases.decide(approver, first, "approve").statusCode()).isLessThan(300);
        Releases.awaitPhase(first, "SUCCEEDED");
    }
}
