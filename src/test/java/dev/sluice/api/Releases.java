package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.demo.Behaviour;
import dev.sluice.demo.Shop;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;

/** Releases versions of the sample shop, which are real HTTP servers. */
final class Releases {

    private static final Vertx VERTX = Vertx.vertx();
    private static final Map<String, URI> SHOPS = new ConcurrentHashMap<>();

    private Releases() {}

    /** Where an instance of this version answers. */
    static URI shop(String version) {
        return SHOPS.computeIfAbsent(
                version,
                label -> Shop.open(VERTX, label, Behaviour.GOOD)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join()
                        .url());
    }

    static Map<String, Object> body(String service, String label) {
        return body(service, label, shop(label));
    }

    /** Of a version that has one instance. */
    static Map<String, Object> body(String service, String label, URI instance) {
        return Map.of(
                "service",
                service,
                "environment",
                "test",
                "version",
                Map.of("label", label, "digest", "sha256:" + label, "endpoints", List.of(instance.toString())));
    }

    static Response ask(Api who, String service, String label) {
        return who.post("/v1/releases", body(service, label));
    }

    /** The id of a new release. */
    static String create(String service, String label) {
        return create(Api.admin(), service, label);
    }

    static String create(Api who, String service, String label) {
        return ask(who, service, label).then().statusCode(201).extract().path("id");
    }

    /** Has a version be stable: the first release of a service goes straight to 100 %. */
    static String stable(String service, String label) {
        String id = create(service, label);
        awaitPhase(id, "SUCCEEDED");
        return id;
    }

    /** A release of 1.1 after 1.0 that holds at 5 %, of a service of its own. */
    static String holding(String service) {
        Catalogue.service(service, Catalogue.PATIENT);
        stable(service, "1.0");
        String id = create(service, "1.1");
        awaitWeight(id, 5);
        return id;
    }

    static JsonPath get(String id) {
        return Api.admin().get("/v1/releases/" + id).jsonPath();
    }

    static JsonPath awaitPhase(String id, String phase) {
        return await(id, release -> release.getString("phase").equals(phase), "phase " + phase);
    }

    /** Waits until the router has confirmed this weight at every target. */
    static JsonPath awaitWeight(String id, float weight) {
        return await(
                id,
                release -> release.getList("targets.weight.reported", Float.class).stream()
                        .allMatch(reported -> reported != null && reported == weight),
                "weight " + weight);
    }

    static JsonPath await(String id, Predicate<JsonPath> condition, String what) {
        try {
            return org.awaitility.Awaitility.await(id + " reaches " + what)
                    .atMost(Duration.ofSeconds(15))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> get(id), condition);
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(id + " did not reach " + what + ": " + get(id).prettify(), late);
        }
    }

    static Response command(Api who, String id, String type) {
        return who.post("/v1/releases/" + id + "/commands", Map.of("type", type, "comment", "as the test says"));
    }

    static Response command(String id, String type) {
        return command(Api.admin(), id, type);
    }

    static Response decide(Api who, String id, String decision) {
        return who.post(
                "/v1/releases/" + id + "/approvals", Map.of("decision", decision, "comment", "as the test says"));
    }

    /** The types of everything that happened to a release. */
    static List<String> events(String id) {
        List<String> types = Api.admin()
                .get("/v1/releases/" + id + "/events?limit=500")
                .jsonPath()
                .getList("items.type");
        assertThat(types).startsWith("release.created");
        return types;
    }
}
