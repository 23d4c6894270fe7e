package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class AuditTest {

    private static JsonPath audit(String query) {
        return Api.admin()
                .get("/v1/audit" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void every_change_stands_there_with_who_made_it() {
        Api anna = Api.person("Audit-Anna", "operator");
        Catalogue.service("audited", Catalogue.PATIENT);
        Releases.stable("audited", "1.0");
        String id = Releases.create(anna, "audited", "1.1");
        Releases.awaitWeight(id, 5);
        Releases.command(anna, id, "abort").then().statusCode(200);

        JsonPath ofTheRelease = audit("?subject=" + id);
        assertThat(ofTheRelease.getList("items.action")).containsExactly("release.abort", "release.create");
        assertThat(ofTheRelease.getList("items.actor")).containsOnly("audit-anna");
        assertThat(ofTheRelease.getString("items[0].detail.comment")).isEqualTo("as the test says");
        assertThat(ofTheRelease.getString("items[1].detail.strategy")).isEqualTo("audited");
        assertThat(audit("?actor=AUDIT-ANNA").getList("items.subject")).containsExactly(id, id);
        assertThat(audit("?actor=audit-anna&action=release").getList("items.action"))
                .hasSize(2);
        assertThat(audit("?actor=audit-anna&action=release.abort").getList("items.action"))
                .hasSize(1);
        assertThat(audit("?action=token.create&limit=500").getList("items.detail.name"))
                .contains("audit-anna");
    }

    @Test
    void a_strategy_beyond_the_allowed_ones_is_noted() {
        Catalogue.service("otherwise", Catalogue.QUICK);
        Map<String, Object> body = new HashMap<>(Releases.body("otherwise", "1.0"));
        body.put("strategy", "standard");

        String id = Api.admin().post("/v1/releases", body).path("id");

        JsonPath noted = audit("?action=release.otherStrategy&subject=" + id);
        assertThat(noted.getString("items[0].detail.strategy")).isEqualTo("standard");
        assertThat(noted.getList("items[0].detail.allowed")).isEqualTo(List.of("otherwise"));
    }

    @Test
    void pages_and_times_lead_through_all_of_it() {
        for (int i = 0; i < 5; i++) {
            Api.admin().put("/v1/services/paged-audit", "{\"owners\":[\"" + i + "\"]}");
        }
        List<Integer> numbers = new ArrayList<>();
        String token = "";
        do {
            JsonPath page = audit("?limit=2&action=document" + (token.isEmpty() ? "" : "&pageToken=" + token));
            numbers.addAll(page.getList("items.number", Integer.class));
            token = page.getString("nextPageToken");
        } while (!token.isEmpty());
        assertThat(numbers).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates();
        assertThat(numbers).isSortedAccordingTo((one, other) -> other - one);

        Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS);
        assertThat(audit("?since=" + tomorrow).getList("items")).isEmpty();
        assertThat(audit("?until=" + Instant.now().minus(1, ChronoUnit.DAYS)).getList("items"))
                .isEmpty();
        assertThat(audit("?limit=500&until=" + tomorrow + "&since=2026-01-01T00:00:00%2B02:00")
                        .getList("items"))
                .isNotEmpty();
    }

    @Test
    void no_secret_stands_in_it() {
        String planted = "planted-secret-of-a-connection";
        Api.admin()
                .put(
                        "/v1/connections/audited",
                        Map.of("type", "prometheus", "url", "http://127.0.0.1:9", "bearerToken", planted))
                .then()
                .statusCode(201);
        String secret = Api.admin().tokenOf("audit-secret", "person", "viewer");

        String all = Api.admin().get("/v1/audit?limit=500").asString();

        assertThat(all).contains("audit-secret").doesNotContain(planted, secret);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "since=yesterday",
                "until=2026-03-01",
                "since=%2B999999999-01-01T00:00:00Z",
                "action=a%25",
                "action=.",
                "pageToken=x",
                "limit=501",
                "who=anna"
            })
    void what_cannot_be_asked_is_named(String query) {
        String name = "?" + query.substring(0, query.indexOf('='));
        Answers.assertProblem(Api.admin().get("/v1/audit?" + query), 400, "malformed", name);
    }
}
