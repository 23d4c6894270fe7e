package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.store.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents are applied together: checked together, and all are changed or none. */
@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class ApplyTest {

    private static final String CANARY = "planted-apply-secret";

    @Inject
    Database database;

    /** The documents of a service, in an order in which none finds what it names. */
    private static String everything(String name) {
        return """
                {"documents": [
                  {"kind": "Freeze", "name": "NAME", "services": ["NAME"], "environments": ["NAME"],
                   "weekly": {"days": ["friday"], "from": "16:00", "until": "08:00", "zone": "UTC"}},
                  {"kind": "Target", "name": "eu", "service": "NAME", "environment": "NAME",
                   "traffic": {"hosts": ["NAME.example"]}, "metrics": {"type": "prometheus", "connection": "NAME"}},
                  {"kind": "Service", "name": "NAME", "strategy": "NAME"},
                  {"kind": "Environment", "name": "NAME", "strategies": ["NAME", "NAME-base"]},
                  {"kind": "Strategy", "name": "NAME", "extends": "NAME-base"},
                  {"kind": "Strategy", "name": "NAME-base", "steps": [{"weight": 5}, {"weight": 100}],
                   "gates": [{"name": "a", "connection": "NAME", "query": "x", "condition": "result < 1"}]},
                  {"kind": "Connection", "name": "NAME", "type": "prometheus", "url": "http://prom.example",
                   "bearerToken": "SECRET"}]}""".replace("NAME", name).replace("SECRET", CANARY);
    }

    private static Response apply(Api who, String query, String body) {
        return who.asking()
                .contentType("application/json")
                .header("If-Match", "*")
                .body(body)
                .post("/v1/apply" + query);
    }

    private static Response apply(String body) {
        return apply(Api.admin(), "", body);
    }

    private static JsonPath dryRun(String body) {
        Response answer = apply(Api.admin(), "?dryRun=true", body);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private long documents() {
        return database.read(handle -> handle.createQuery("select (select count(*) from document)"
                        + " + (select count(*) from document_revision) + (select count(*) from audit)"
                        + " + (select count(*) from route) + (select count(*) from host_owner)")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void documents_that_name_each_other_are_applied_in_any_order_and_again_change_nothing() {
        Response first = apply(everything("ap-all"));

        assertThat(first.statusCode()).as(first.asString()).isEqualTo(200);
        assertThat(first.header("Idempotency-Key")).isNotBlank();
        assertThat(first.asString()).doesNotContain(CANARY);
        assertThat(first.jsonPath().getList("documents.kind"))
                .containsExactly("Freeze", "Target", "Service", "Environment", "Strategy", "Strategy", "Connection");
        assertThat(first.jsonPath().getList("documents.change")).containsOnly("created");
        assertThat(first.jsonPath().getBoolean("dryRun")).isFalse();
        assertThat(Api.admin().get("/v1/services/ap-all/targets/eu").statusCode())
                .isEqualTo(200);
        assertThat(Api.admin()
                        .get("/v1/audit?action=document.put&limit=500")
                        .jsonPath()
                        .getList("items.subject"))
                .contains("SERVICE /ap-all", "TARGET ap-all/eu", "CONNECTION /ap-all");

        long before = documents();
        Response again = apply(everything("ap-all"));

        assertThat(again.jsonPath().getList("documents.change")).containsOnly("unchanged");
        assertThat(again.jsonPath().getList("documents.revision", Integer.class))
                .containsOnly(1);
        assertThat(documents()).isEqualTo(before);
    }

    @Test
    void a_dry_run_says_the_same_and_changes_nothing() {
        Api.admin();
        long before = documents();

        JsonPath tried = dryRun(everything("ap-dry"));

        assertThat(documents()).isEqualTo(before);
        assertThat(Api.admin().get("/v1/services/ap-dry").statusCode()).isEqualTo(404);
        assertThat(tried.getBoolean("dryRun")).isTrue();
        JsonPath applied = apply(everything("ap-dry")).jsonPath();
        assertThat(applied.getList("documents")).isEqualTo(tried.getList("documents"));
        assertThat(tried.getList("documents[5].fields.pointer"))
                .contains("/steps/0/weight", "/gates/0/query")
                .doesNotContain("/name");
    }

    @Test
    void one_that_is_wrong_keeps_all_from_being_changed_and_everything_wrong_is_named_at_once() {
        Api.admin();
        long before = documents();
        String body = everything("ap-wrong")
                .replace("\"http://prom.example\"", "\"ftp://prom.example\"")
                .replace("\"weight\": 5", "\"weight\": 0")
                .replace("\"zone\": \"UTC\"", "\"zone\": \"Middle-earth\"");

        JsonPath problem = Answers.assertProblem(apply(body), 422, "invalid");

        assertThat(problem.getString("detail")).contains("nothing was changed");
        assertThat(problem.getList("errors.pointer"))
                .containsExactlyInAnyOrder(
                        "/documents/0/weekly/zone", "/documents/5/steps/0/weight", "/documents/6/url");
        assertThat(documents()).isEqualTo(before);
        assertThat(Answers.assertProblem(apply(Api.admin(), "?dryRun=true", body), 422, "invalid")
                        .getList("errors"))
                .isEqualTo(problem.getList("errors"));
    }

    @Test
    void flaws_of_several_documents_are_told_together() {
        JsonPath problem = Answers.assertProblem(apply("""
                        {"documents": [
                          {"kind": "Service", "name": "ap-many", "strategy": "nobody"},
                          {"kind": "Strategy", "name": "ap-many", "steps": [{"weight": 0}]},
                          {"kind": "Environment", "name": "AP!"}]}"""), 422, "invalid");

        assertThat(problem.getList("errors.pointer"))
                .containsExactlyInAnyOrder("/documents/0/strategy", "/documents/1/steps/0/weight", "/documents/2/name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /documents",
                "{\"documents\":[]} | /documents",
                "{\"documents\":[null]} | /documents",
                "{\"documents\":[{\"name\":\"a\"}]} | /documents/0/kind",
                "{\"documents\":[{\"kind\":\"Servise\",\"name\":\"a\"}]} | /documents/0/kind",
                "{\"documents\":[{\"kind\":\"Service\"}]} | /documents/0/name",
                "{\"documents\":[{\"kind\":\"Service\",\"name\":\"a\\u0000\"}]} | /documents/0/name",
                "{\"documents\":[{\"kind\":\"Service\",\"name\":7}]} | /documents/0/name",
                "{\"documents\":[{\"kind\":\"Target\",\"name\":\"a\",\"environment\":\"b\"}]} | /documents/0/service",
                "{\"documents\":[{\"kind\":\"Service\",\"name\":\"a\",\"ownerz\":[]}]} | /documents/0/ownerz",
                "{\"documents\":[{\"kind\":\"Service\",\"name\":\"a\",\"owners\":[null]}]} | /documents/0/owners",
                "{\"documents\":[{\"kind\":\"Strategy\",\"name\":\"a\",\"alpha\":1e999999999}]} | /documents/0/alpha",
                "{\"documents\":[{\"kind\":\"Strategy\",\"name\":\"a\",\"extends\":\"a\"}]} | /documents/0/extends",
                "{\"documents\":[{\"kind\":\"Service\",\"name\":\"a\"},{\"kind\":\"Service\",\"name\":\"a\"}]} | /documents/1/name",
                "{\"documents\":[{\"kind\":\"Strategy\",\"name\":\"a\",\"extends\":\"b\"},"
                        + "{\"kind\":\"Strategy\",\"name\":\"b\",\"extends\":\"a\"}]} | /documents/1/extends"
            })
    void what_can_not_be_read_is_named(String body, String pointer) {
        JsonPath problem = Answers.assertProblem(apply(body), 422, "invalid");

        assertThat(problem.getList("errors.pointer"))
                .as(problem.prettify())
                .anyMatch(named -> named.toString().startsWith(pointer));
    }

    @Test
    void a_body_without_end_is_refused() {
        String many = String.join(
                ",",
                IntStream.rangeClosed(0, 1_000)
                        .mapToObj("{\"kind\":\"Service\",\"name\":\"ap-%d\"}"::formatted)
                        .toList());

        Answers.assertProblem(apply("{\"documents\":[" + many + "]}"), 422, "invalid", "/documents");
    }

    @Test
    void a_secret_that_is_sent_again_is_unchanged_and_another_is_changed_without_being_shown() {
        apply(everything("ap-secret"));
        String connection = """
                {"documents": [{"kind": "Connection", "name": "ap-secret", "type": "prometheus",
                                "url": "http://prom.example", "bearerToken": "%s"}]}""";

        assertThat(dryRun(connection.formatted(CANARY)).getString("documents[0].change"))
                .isEqualTo("unchanged");
        JsonPath other = dryRun(connection.formatted("another-secret"));

        assertThat(other.getString("documents[0].change")).isEqualTo("changed");
        assertThat(other.getList("documents[0].fields.pointer")).containsExactly("/bearerToken");
        assertThat(other.getString("documents[0].fields[0].before")).isEqualTo("••••");
        assertThat(other.getString("documents[0].fields[0].after")).isEqualTo("••••");
        assertThat(other.prettify()).doesNotContain(CANARY, "another-secret");
        String stored = database.read(
                handle -> handle.createQuery("select coalesce(string_agg(body::text, ' '), '') from idempotency")
                        .mapTo(String.class)
                        .one());
        assertThat(stored).doesNotContain(CANARY);
    }

    @Test
    void whoever_may_not_write_a_secret_can_not_ask_whether_it_is_the_stored_one() {
        apply(everything("ap-guess"));
        String guess = """
                {"documents": [{"kind": "Connection", "name": "ap-guess", "type": "prometheus",
                                "url": "http://prom.example", "bearerToken": "%s"}]}""".formatted(CANARY);

        Answers.assertProblem(
                apply(Api.person("ap-guesser", "operator"), "?dryRun=true", guess), 403, "not-allowed", "/documents/0");
    }

    @Test
    void each_change_takes_the_role_of_its_document_and_what_stays_takes_none() {
        apply(everything("ap-role"));
        Api operator = Api.person("ap-operator", "operator");
        String body = """
                {"documents": [
                  {"kind": "Environment", "name": "ap-role", "strategies": ["ap-role", "ap-role-base"]%s},
                  {"kind": "Service", "name": "ap-role", "strategy": "ap-role", "owners": ["%s"]}]}""";

        assertThat(apply(operator, "", body.formatted("", "a")).jsonPath().getList("documents.change"))
                .containsExactly("unchanged", "changed");

        String forbidden = body.formatted(",\"requireDigest\":true", "b");
        JsonPath problem = Answers.assertProblem(apply(operator, "", forbidden), 403, "not-allowed");
        assertThat(problem.getList("errors.pointer")).containsExactly("/documents/0");
        assertThat(problem.getString("detail")).contains("takes the role admin", "ap-operator has the role operator");
        assertThat(Api.admin().get("/v1/services/ap-role").jsonPath().getList("owners"))
                .containsExactly("a");
        Response tried = apply(operator, "?dryRun=true", forbidden);
        assertThat(tried.jsonPath().getList("documents.mayI")).containsExactly(false, true);
        Response viewed = apply(Api.person("ap-viewer", "viewer"), "?dryRun=true", forbidden);
        assertThat(viewed.jsonPath().getList("documents.mayI")).containsExactly(false, false);
    }

    @Test
    void what_was_changed_since_the_dry_run_is_not_overwritten() {
        String body = "{\"documents\":[{\"kind\":\"Service\",\"name\":\"ap-since\",\"owners\":[\"%s\"]}]}";
        apply(body.formatted("a"));
        String tag = apply(Api.admin(), "?dryRun=true", body.formatted("b")).header("ETag");
        Response blind = Api.admin().post("/v1/apply", body.formatted("b"));
        Answers.assertProblem(blind, 428, "precondition-required");
        Api.admin().put("/v1/services/ap-since", "{\"owners\":[\"somebody else's\"]}");

        Response late = Api.admin()
                .asking()
                .contentType("application/json")
                .header("If-Match", tag)
                .body(body.formatted("b"))
                .post("/v1/apply");

        Answers.assertProblem(late, 412, "precondition-failed");
        assertThat(Api.admin().get("/v1/services/ap-since").jsonPath().getList("owners"))
                .containsExactly("somebody else's");
    }

    @Test
    void a_request_that_is_sent_again_is_done_once() {
        String body = "{\"documents\":[{\"kind\":\"Service\",\"name\":\"ap-once\"}]}";
        Response first = Api.admin().post("/v1/apply", body, "ap-once-key");
        Api.admin().delete("/v1/services/ap-once");

        Response again = Api.admin().post("/v1/apply", body, "ap-once-key");

        assertThat(again.jsonPath().getMap("")).isEqualTo(first.jsonPath().getMap(""));
        assertThat(Api.admin().get("/v1/services/ap-once").statusCode()).isEqualTo(404);
    }

    @Test
    void a_host_that_another_target_has_is_a_conflict_and_nothing_is_left_of_the_others() {
        apply(everything("ap-host"));
        String body = """
                {"documents": [
                  {"kind": "Service", "name": "ap-host-too"},
                  {"kind": "Target", "name": "eu", "service": "ap-host-too", "environment": "ap-host",
                   "traffic": {"hosts": ["ap-host.example"]}}]}""";

        Answers.assertProblem(apply(body), 409, "conflict", "/documents/1/traffic/hosts");

        assertThat(Api.admin().get("/v1/services/ap-host-too").statusCode()).isEqualTo(404);
    }
}
