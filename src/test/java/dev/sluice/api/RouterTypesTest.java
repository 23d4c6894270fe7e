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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
                        Map.of(
                                "environment",
                                "test",
                                "traffic",
                                Map.of(
                                        "type",
                                        "file",
                                        "connection",
                                        service,
                                        "file",
                                        file.getFileName().toString())));
    }

    private void service(String name, Map<String, Object> strategy, Path file) {
        Catalogue.service(name, strategy);
        Api.admin()
                .put("/v1/connections/" + name, Map.of("type", "directory", "path", Objects.toString(file.getParent())))
                .then()
                .statusCode(201);
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
        Path file = directory.resolve("fine");
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
        Path file = away.resolve("shop");
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
        Path file = directory.resolve("instances");
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
    void takes_back_what_somebody_else_writes_while_it_moves_and_counts_it_as_drift() throws Exception {
        Path file = directory.resolve("drift");
        service("types-drift", Catalogue.PATIENT, file);
        Releases.stable("types-drift", "1.0");
        String id = Releases.create("types-drift", "1.1");
        Releases.await(
                id,
                release ->
                        release.getList("targets.weight.reported", Float.class).equals(List.of(5f, 6.25f)),
                "its shares");

        Files.writeString(file, Files.readString(file).replace("\"sixteenths\":1", "\"sixteenths\":9"));

        await().atMost(Duration.ofSeconds(20)).until(() -> table(file).getInt("sixteenths") == 1);
        assertThat(Releases.events(id)).anyMatch(type -> type.contains("drift") || type.contains("correct"));
    }

    @Test
    void is_forgotten_by_the_router_of_a_target_that_is_deleted() {
        Path file = directory.resolve("deleted");
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
        Path file = directory.resolve("own");
        service("types-own", Catalogue.QUICK, file);

        Response second = fileTarget("types-own", "second", file);

        Answers.assertProblem(second, 409, "conflict", "/traffic/file");
        assertThat(second.asString())
                .contains("the file own of types-own", "belongs to target there of service types-own");
    }

    @Test
    void goes_on_at_another_place_when_the_connection_is_changed() throws Exception {
        Path file = directory.resolve("moved");
        service("types-moved", Catalogue.QUICK, file);
        Releases.stable("types-moved", "1.0");
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));

        Api.admin()
                .put("/v1/connections/types-moved", Map.of("type", "directory", "path", elsewhere.toString()))
                .then()
                .statusCode(200);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> stableIn(elsewhere.resolve("moved")).equals("1.0"));
    }

    @Test
    void names_a_connection_that_has_to_be_there_and_to_stay() {
        Catalogue.service("types-named", Catalogue.QUICK);
        Path file = directory.resolve("named");

        Response missing = fileTarget("types-named", "there", file);
        service("types-named", Catalogue.QUICK, file);
        Response deleted = Api.admin().delete("/v1/connections/types-named");

        assertThat(missing.statusCode()).isEqualTo(422);
        assertThat(missing.asString()).contains("/traffic/connection");
        assertThat(deleted.statusCode()).isEqualTo(409);
        assertThat(deleted.asString()).contains("there");
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
