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
    void what_is_left_out_is_shown_as_what_holds() {
        JsonPath shown = put("sparse", "{\"steps\":[{\"weight\":1},{\"approval\":{}},{\"weight\":100}]}")
                .jsonPath();

        assertThat(shown.getString("type")).isEqualTo("canary");
        assertThat(shown.getString("bake")).isEqualTo("10m");
        assertThat(shown.getString("onNewer")).isEqualTo("queue");
        assertThat(shown.getString("steps[0].hold")).isEqualTo("5m");
        assertThat(shown.getString("steps[1].approval.within")).isEqualTo("24h");
        assertThat(shown.getString("steps[2].hold")).isNull();
        assertThat(shown.getList("gates.name")).containsExactly("errors", "latency", "abandoned", "client-errors");
        assertThat(shown.getString("gates[0].onFail")).isEqualTo("rollback");
        assertThat(shown.getMap("safe")).isEqualTo(Map.of("relative", 3, "absolute", 1));
        assertThat(Api.admin().get("/v1/strategies/sparse").jsonPath().getMap(""))
                .isEqualTo(shown.getMap(""));
    }

    @Test
    void what_is_shown_means_the_same_when_it_is_sent_back() {
        Response shown = put("echo", "{\"steps\":[{\"weight\":1},{\"approval\":{}},{\"weight\":100}]}");

        Response again = put("echo", shown.asString());

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.jsonPath().getMap("")).isEqualTo(shown.jsonPath().getMap(""));
    }

    @Test
    void what_is_inherited_is_not_shown_as_ones_own_and_follows_the_parent() {
        put("parent", "{\"steps\":[{\"weight\":7},{\"weight\":100}],\"bake\":\"2h\",\"gates\":[]}");
        JsonPath heir =
                put("heir", "{\"extends\":\"parent\",\"deadline\":\"3h\"}").jsonPath();

        assertThat(heir.getString("bake")).isNull();
        assertThat(heir.getList("steps")).isNull();
        assertThat(heir.getList("gates")).isNull();
        assertThat(heir.getString("deadline")).isEqualTo("3h");
        assertThat(heir.getString("keepFor")).isEqualTo("1h");

        put("parent", "{\"steps\":[{\"weight\":9},{\"weight\":100}],\"keepFor\":\"2h\",\"gates\":[]}");

        JsonPath later = Api.admin().get("/v1/strategies/heir").jsonPath();
        assertThat(later.getString("bake")).isEqualTo("10m");
        assertThat(later.getString("keepFor")).isNull();
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
