package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
@DisplayName("A service behind routers of several types")
class RouterTypesTest {

    @TempDir
    Path directory;

    private static Response fileTarget(String service, String name, Path file) {
        return Api.admin()
                .put(
                        "/v1/services/" + service + "/targets/" + name,
                        Map.of("environment", "test", "traffic", Map.of("type", "file", "path", file.toString())));
    }

    private void service(String name, Map<String, Object> strategy, Path file) {
        Catalogue.service(name, strategy);
        fileTarget(name, "there", file).then().statusCode(201);
    }

    private static JsonPath table(Path file) throws IOException {
        return JsonPath.from(Files.readString(file));
    }

    private static String stableIn(Path file) throws IOException {
        return Files.exists(file) ? table(file).getString("traffic.stable.version.label") : "";
    }

    @Test
    void moves_at_all_of_them_each_as_finely_as_it_can() throws Exception {
        Path file = directory.resolve("fine.json");
        service("types-fine", Catalogue.PATIENT, file);
        Releases.stable("types-fine", "1.0");

        String id = Releases.create("types-fine", "1.1");
        Releases.await(
                id,
                release ->
                        release.getList("targets.weight.reported", Float.class).equals(List.of(5f, 6.25f))
                                && release.getList("targets.weight.desired", Float.class)
                                        .equals(List.of(5f, 5f)),
                "5 % here and a sixteenth there");

        assertThat(table(file).getInt("sixteenths")).isEqualTo(1);
        Releases.command(id, "promote").then().statusCode(200);
        Releases.awaitPhase(id, "SUCCEEDED");
        await().until(() -> stableIn(file).equals("1.1"));
        assertThat(Releases.events(id)).noneMatch(type -> type.contains("drift"));
    }

    @Test
    void waits_for_a_router_that_cant_be_reached_and_says_so() throws Exception {
        Path away = directory.resolve("away");
        Files.createDirectory(away);
        Path file = away.resolve("shop.json");
        service("types-away", Catalogue.PATIENT, file);
        Releases.stable("types-away", "1.0");
        Files.delete(file);
        Files.delete(away);

        String id = Releases.create("types-away", "1.1");
        JsonPath waiting = Releases.await(
                id, release -> release.getString("sentence").contains("there is no directory"), "the reason");
        assertThat(waiting.getList("targets.weight.reported", Float.class))
                .element(1)
                .isNull();

        Files.createDirectory(away);

        Releases.await(
                id,
                release ->
                        release.getList("targets.weight.reported", Float.class).equals(List.of(5f, 6.25f)),
                "its shares");
        Releases.command(id, "abort").then().statusCode(200);
        Releases.awaitPhase(id, "ROLLED_BACK");
        assertThat(table(file).getInt("sixteenths")).isZero();
    }

    @Test
    void has_a_change_of_instances_written_while_nothing_moves() throws Exception {
        Path file = directory.resolve("instances.json");
        service("types-instances", Catalogue.QUICK, file);
        Releases.stable("types-instances", "1.0");
        String more = Releases.shop("more").toString();

        Api.admin()
                .put(
                        "/v1/services/types-instances/targets/there/versions/sha256:1.0/endpoints",
                        Map.of("endpoints", List.of(Releases.shop("1.0").toString(), more)))
                .then()
                .statusCode(200);

        await().until(() -> table(file).getList("traffic.stable.endpoints").contains(more));
    }

    @Test
    void is_forgotten_by_the_router_of_a_target_that_is_deleted() {
        Path file = directory.resolve("deleted.json");
        service("types-deleted", Catalogue.QUICK, file);
        Releases.stable("types-deleted", "1.0");
        await().until(() -> Files.exists(file));

        Api.admin()
                .delete("/v1/services/types-deleted/targets/there?whileServing=true")
                .then()
                .statusCode(204);

        await().until(() -> !Files.exists(file));
    }

    @Test
    void has_a_place_of_its_own_at_each() {
        Path file = directory.resolve("own.json");
        service("types-own", Catalogue.QUICK, file);

        Response second = fileTarget("types-own", "second", file);

        Answers.assertProblem(second, 409, "conflict", "/traffic/path");
        assertThat(second.asString()).contains("the file " + file, "belongs to target there of service types-own");
    }

    @Test
    void names_types_that_there_are() {
        Catalogue.service("types-unknown", Catalogue.QUICK);

        Response unknown = Api.admin()
                .put(
                        "/v1/services/types-unknown/targets/odd",
                        Map.of("environment", "test", "traffic", Map.of("type", "abacus", "beads", 7)));
        Response other = Api.admin()
                .put(
                        "/v1/services/types-unknown/targets/odd",
                        Map.of(
                                "environment",
                                "test",
                                "traffic",
                                Map.of("type", "file", "hosts", List.of("a.example"))));

        Answers.assertProblem(unknown, 422, "invalid", "/traffic/type");
        assertThat(unknown.asString()).contains("must be one of embedded, file, not “abacus”");
        Answers.assertProblem(other, 422, "invalid", "/traffic/hosts");
    }
}
