package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class StrategiesTest {

    private static Response put(String name, String body) {
        return Api.admin().put("/v1/strategies/" + name, body);
    }

    @Test
    void every_change_is_a_revision_that_stays_to_be_read() {
        put("revised", "{\"steps\":[{\"weight\":1},{\"weight\":100}]}");
        Response changed = put("revised", "{\"steps\":[{\"weight\":2},{\"weight\":100}]}");

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        Response first = Api.admin().get("/v1/strategies/revised/revisions/1");
        assertThat(first.header("ETag")).isEqualTo("\"1\"");
        assertThat(first.jsonPath().getInt("steps[0].weight")).isEqualTo(1);
        assertThat(Api.admin()
                        .get("/v1/strategies/revised/revisions/2")
                        .jsonPath()
                        .getInt("steps[0].weight"))
                .isEqualTo(2);
        Answers.assertProblem(Api.admin().get("/v1/strategies/revised/revisions/3"), 404, "not-found");
        Answers.assertProblem(Api.admin().get("/v1/strategies/revised/revisions/first"), 404, "not-found");
    }

    @Test
    void what_is_written_comes_back_and_nothing_else() {
        String written = "{\"name\":\"sparse\",\"steps\":[{\"weight\":1},{\"approval\":{}},{\"weight\":100}]}";

        Response put = put("sparse", written);

        assertThat(put.asString()).isEqualTo(written);
        assertThat(Api.admin().get("/v1/strategies/sparse").asString()).isEqualTo(written);
        assertThat(Api.admin().get("/v1/strategies/sparse/revisions/1").asString())
                .isEqualTo(written);
    }

    @Test
    void what_holds_is_shown_where_it_is_asked_for() {
        put("sparse-too", "{\"steps\":[{\"weight\":1},{\"approval\":{}},{\"weight\":100}]}");

        JsonPath shown =
                Api.admin().get("/v1/strategies/sparse-too?effective=true").jsonPath();

        assertThat(shown.getString("type")).isEqualTo("canary");
        assertThat(shown.getString("bake")).isEqualTo("10m");
        assertThat(shown.getString("onNewer")).isEqualTo("queue");
        assertThat(shown.getString("steps[0].hold")).isEqualTo("5m");
        assertThat(shown.getString("steps[1].approval.within")).isEqualTo("24h");
        assertThat(shown.getString("steps[2].hold")).isNull();
        assertThat(shown.getList("gates.name")).containsExactly("errors", "latency", "abandoned", "client-errors");
        assertThat(shown.getString("gates[0].onFail")).isEqualTo("rollback");
        assertThat(shown.getMap("safe")).isEqualTo(Map.of("relative", 3, "absolute", 1));
        Answers.assertProblem(Api.admin().get("/v1/strategies/sparse-too?effective=1"), 400, "malformed", "?effective");
        assertThat(Api.admin()
                        .get("/v1/strategies?effective=true&limit=500")
                        .jsonPath()
                        .getString("items.find { it.name == 'sparse-too' }.bake"))
                .isEqualTo("10m");
    }

    @Test
    void what_is_read_and_written_back_changes_nothing_and_keeps_inheriting() {
        put("echo-parent", "{\"steps\":[{\"weight\":7},{\"weight\":100}],\"bake\":\"2h\",\"gates\":[]}");
        put("echo", "{\"extends\":\"echo-parent\",\"alpha\":0.010,\"safe\":{\"relative\":2.50}}");

        Response again = put("echo", Api.admin().get("/v1/strategies/echo").asString());

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.header("ETag")).isEqualTo("\"1\"");
        put("echo-parent", "{\"steps\":[{\"weight\":9},{\"weight\":100}],\"bake\":\"3h\",\"gates\":[]}");
        JsonPath effective =
                Api.admin().get("/v1/strategies/echo?effective=true").jsonPath();
        assertThat(effective.getString("bake")).isEqualTo("3h");
        assertThat(effective.getList("steps.weight")).containsExactly(9, 100);
        assertThat(effective.getString("extends")).isEqualTo("echo-parent");
    }

    @Test
    void what_holds_written_back_means_the_same_for_ever() {
        put("all-parent", "{\"steps\":[{\"weight\":7},{\"weight\":100}],\"bake\":\"2h\",\"gates\":[]}");
        put("all", "{\"extends\":\"all-parent\"}");
        Map<String, Object> effective =
                Api.admin().get("/v1/strategies/all?effective=true").jsonPath().getMap("");

        put("all", Api.admin().get("/v1/strategies/all?effective=true").asString());

        put("all-parent", "{\"steps\":[{\"weight\":9},{\"weight\":100}],\"bake\":\"3h\",\"gates\":[]}");
        assertThat(Api.admin()
                        .get("/v1/strategies/all?effective=true")
                        .jsonPath()
                        .getMap(""))
                .isEqualTo(effective);
    }

    @Test
    void an_heir_follows_its_parent() {
        put("parent", "{\"steps\":[{\"weight\":7},{\"weight\":100}],\"bake\":\"2h\",\"gates\":[]}");
        put("heir", "{\"extends\":\"parent\",\"deadline\":\"3h\"}");
        put("parent", "{\"steps\":[{\"weight\":9},{\"weight\":100}],\"keepFor\":\"2h\",\"gates\":[]}");

        JsonPath later = Api.admin().get("/v1/strategies/heir?effective=true").jsonPath();

        assertThat(later.getString("bake")).isEqualTo("10m");
        assertThat(later.getString("keepFor")).isEqualTo("2h");
        Catalogue.service("of-heir", Catalogue.with(Catalogue.QUICK, "extends", "heir"));
        Api.admin().put("/v1/services/of-heir", Map.of("strategy", "heir"));
        JsonPath plan = Api.admin()
                .post("/v1/releases?validateOnly=true", Releases.body("of-heir", "1.0"))
                .jsonPath();
        assertThat(plan.getList("plan.steps.weight", Float.class)).containsExactly(9f, 100f);
        assertThat(plan.getString("plan.deadline")).isEqualTo("3h");
    }

    @Test
    void what_is_extended_is_there_and_goes_in_no_circle() {
        Answers.assertProblem(put("orphan", "{\"extends\":\"nobody\"}"), 422, "invalid", "/extends");
        Answers.assertProblem(put("self", "{\"extends\":\"self\"}"), 422, "invalid", "/extends");
        put("egg", "{\"steps\":[{\"weight\":100}]}");
        put("hen", "{\"extends\":\"egg\"}");
        Answers.assertProblem(put("egg", "{\"extends\":\"hen\"}"), 422, "invalid", "/extends");
        assertThat(Api.admin().get("/v1/strategies/egg").header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void sluice_brings_one() {
        assertThat(Api.admin().get("/v1/strategies/standard").statusCode()).isEqualTo(200);
    }
}
