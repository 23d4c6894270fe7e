package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.demo.Behaviour;
import dev.sluice.demo.Shop;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class HealthTest {

    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    private static Shop open(String version) {
        return Shop.open(VERTX, version, Behaviour.GOOD)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static void close(Shop shop) {
        shop.close().toCompletionStage().toCompletableFuture().join();
    }

    private static String create(String service, String label, URI at) {
        return Api.admin()
                .post("/v1/releases", Releases.body(service, label, at))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static JsonPath awaitSentence(String id, String... words) {
        return Releases.await(
                id,
                release -> List.of(words).stream().allMatch(release.getString("sentence")::contains),
                String.join(" … ", words));
    }

    @Test
    void of_a_first_release_is_waited_for() {
        Catalogue.service("dead-first", Catalogue.QUICK);
        Shop shop = open("1.0");
        URI at = shop.url();
        close(shop);

        String id = create("dead-first", "1.0", at);

        awaitSentence(id, "0 of 1 healthy at here", "connection refused");
        assertThat(Releases.get(id).getString("phase")).isIn("PENDING", "PROGRESSING", "PAUSED");
        Releases.command(id, "abort");
        JsonPath aborted = Releases.await(id, release -> release.getString("outcome") != null, "an end");
        assertThat(aborted.getString("sentence")).doesNotContain("table has everything");
    }

    @Test
    void of_a_candidate_holds_its_share_also_against_a_person() {
        Catalogue.service("dead-candidate", Catalogue.PATIENT);
        Releases.stable("dead-candidate", "1.0");
        Shop shop = open("1.1");
        String id = create("dead-candidate", "1.1", shop.url());
        Releases.awaitWeight(id, 5);

        close(shop);

        awaitSentence(id, "0 of 1 healthy at here");
        for (String word : List.of("advance", "promote")) {
            Response refused = Releases.command(id, word);
            JsonPath problem = Answers.assertProblem(refused, 409, "conflict");
            assertThat(problem.getString("detail")).contains("0 of 1 healthy at here");
        }
        Releases.command(id, "abort");
        Releases.awaitPhase(id, "ROLLED_BACK");
    }

    @Test
    void of_the_version_before_is_needed_for_an_undo() {
        Catalogue.service("dead-before", Catalogue.QUICK);
        Shop old = open("1.0");
        Releases.awaitPhase(create("dead-before", "1.0", old.url()), "SUCCEEDED");
        String second = Releases.create("dead-before", "1.1");
        Releases.awaitPhase(second, "SUCCEEDED");
        close(old);

        String undo = Releases.command(second, "undo").path("id");

        awaitSentence(undo, "0 of 1 healthy at here", "connection refused");
        JsonPath target = Api.admin()
                .get("/v1/services/dead-before/targets/here/versions")
                .jsonPath();
        assertThat(target.getList("items.findAll { it.role == 'stable' }.label"))
                .containsExactly("1.1");
        Releases.command(undo, "abort");
        Releases.await(undo, release -> release.getString("outcome") != null, "an end");
    }
}
