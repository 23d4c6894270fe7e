package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class ApprovalsTest {

    /** A release that waits for approvals as asked. */
    private static String waiting(Api who, String service, Map<String, Object> approval) {
        Catalogue.service(service, Catalogue.QUICK);
        Releases.stable(service, "1.0");
        Catalogue.service(
                service,
                Catalogue.with(Catalogue.QUICK, "steps", List.of(Map.of("approval", approval), Map.of("weight", 100))));
        String id = Releases.create(who, service, "1.1");
        Releases.awaitPhase(id, "PAUSED");
        return id;
    }

    @Test
    void two_people_of_the_group_and_not_the_requester() {
        Api requester = Api.person("appr-eva", "operator", "managers");
        Api anna = Api.person("appr-anna", "approver", "managers");
        Api annasOther = Api.person("appr-anna", "operator", "managers");
        Api ben = Api.person("appr-ben", "approver", "managers");
        String id = waiting(requester, "appr-two", Map.of("of", 2, "from", List.of("managers")));

        Answers.assertProblem(Releases.decide(requester, id, "approve"), 409, "conflict");
        Answers.assertProblem(Releases.decide(Api.person("appr-out", "approver"), id, "approve"), 403, "not-allowed");
        Answers.assertProblem(Releases.decide(Api.program("appr-ci", "operator"), id, "approve"), 403, "not-allowed");
        Releases.decide(anna, id, "approve").then().statusCode(200);
        JsonPath once = Releases.decide(annasOther, id, "approve").jsonPath();
        assertThat(once.getString("phase")).isEqualTo("PAUSED");
        assertThat(once.getList("approvals.by")).containsExactly("appr-anna");

        Releases.decide(ben, id, "approve").then().statusCode(200);

        JsonPath release = Releases.awaitPhase(id, "SUCCEEDED");
        assertThat(release.getList("approvals.by")).containsExactly("appr-anna", "appr-ben");
        Answers.assertProblem(Releases.decide(ben, id, "approve"), 409, "conflict");
    }

    @Test
    void capitals_make_nobody_else() {
        Api requester = Api.person("appr-Zoe", "operator");
        Api sameInCapitals = Api.person("APPR-ZOE", "approver");
        String id = waiting(requester, "appr-capitals", Map.of("from", List.of("Appr-Zoe", "APPR-YAN")));

        Answers.assertProblem(Releases.decide(sameInCapitals, id, "approve"), 409, "conflict");
        assertThat(sameInCapitals.get("/v1/whoami").jsonPath().getString("name"))
                .isEqualTo("appr-zoe");
        Releases.decide(Api.person("appr-yan", "approver"), id, "approve")
                .then()
                .statusCode(200);
    }

    @Test
    void a_first_release_waits_for_its_approvals_too() {
        Catalogue.service(
                "appr-first",
                Catalogue.with(
                        Catalogue.QUICK, "steps", List.of(Map.of("approval", Map.of("of", 1)), Map.of("weight", 100))));
        String id = Releases.create("appr-first", "1.0");
        Releases.awaitPhase(id, "PAUSED");

        Releases.decide(Api.person("appr-first", "approver"), id, "approve")
                .then()
                .statusCode(200);

        Releases.awaitPhase(id, "SUCCEEDED");
    }

    @Test
    void one_rejection_ends_it() {
        String id = waiting(Api.admin(), "appr-no", Map.of("of", 2));

        Releases.decide(Api.person("appr-carl", "approver"), id, "reject")
                .then()
                .statusCode(200);

        JsonPath release = Releases.awaitPhase(id, "REJECTED");
        assertThat(release.getString("sentence")).contains("appr-carl");
        assertThat(Releases.events(id)).contains("approval.rejected");
    }

    @Test
    void what_waits_stands_in_the_inbox() {
        String id = waiting(Api.admin(), "appr-inbox", Map.of("of", 2, "from", List.of("anna", "managers")));

        List<Map<String, Object>> open =
                Api.admin().get("/v1/approvals?status=open").jsonPath().getList("items");

        assertThat(open)
                .filteredOn(item -> id.equals(item.get("release")))
                .singleElement()
                .satisfies(item -> assertThat(item)
                        .containsEntry("service", "appr-inbox")
                        .containsEntry("version", "1.1")
                        .containsEntry("requestedBy", "root")
                        .containsEntry("step", 1)
                        .containsEntry("missing", 2)
                        .containsEntry("from", List.of("anna", "managers")));
        assertThat(whyNot(Api.admin(), id)).contains("this step asks for anna, managers");
        assertThat(whyNot(Api.person("appr-any", "approver", "managers"), id)).isNull();
        assertThat(whyNot(Api.person("appr-see", "viewer", "managers"), id))
                .contains("the role viewer doesn't approve");
        assertThat(whyNot(Api.program("appr-bot", "operator"), id)).contains("given by people");
        Answers.assertProblem(Api.admin().get("/v1/approvals?status=given"), 400, "malformed", "?status");
    }

    /** What the inbox says to somebody about a release: null where they may approve it. */
    private static @Nullable String whyNot(Api who, String id) {
        Map<String, Object> waiting =
                who.get("/v1/approvals?status=open").jsonPath().getMap("items.find { it.release == '" + id + "' }");
        assertThat(waiting).containsEntry("mayI", waiting.get("whyNot") == null);
        return (String) waiting.get("whyNot");
    }

    @Test
    void the_inbox_says_what_an_approval_would_be_refused_with() {
        Api requester = Api.person("appr-fay", "operator");
        Api gus = Api.person("appr-gus", "approver");
        String id = waiting(requester, "appr-mine", Map.of("of", 2));

        assertThat(whyNot(requester, id)).contains("your own release");
        Answers.assertProblem(Releases.decide(requester, id, "approve"), 409, "conflict");
        assertThat(whyNot(gus, id)).isNull();
        Releases.decide(gus, id, "approve").then().statusCode(200);
        assertThat(whyNot(gus, id)).isEqualTo("you approved it already");
    }

    @Test
    void no_command_goes_round_an_approval() {
        String id = waiting(Api.admin(), "appr-round", Map.of());

        for (String command : List.of("advance", "promote", "resume")) {
            Answers.assertProblem(Releases.command(id, command), 409, "conflict");
        }
    }

    @Test
    void only_what_waits_can_be_approved_and_only_yes_or_no() {
        Api judge = Api.person("appr-dora", "approver");
        String id = waiting(Api.admin(), "appr-odd", Map.of());
        String path = "/v1/releases/" + id + "/approvals";

        Answers.assertProblem(judge.post(path, Map.of("decision", "maybe")), 422, "invalid", "/decision");
        Answers.assertProblem(judge.post(path, Map.of("decision", "approve", "step", 2)), 409, "conflict");
        Response approved = judge.post(path, Map.of("decision", "approve", "step", 1));
        assertThat(approved.statusCode()).isEqualTo(200);
    }
}
