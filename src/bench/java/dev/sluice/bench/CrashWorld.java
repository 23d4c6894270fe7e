package dev.sluice.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.bench.Operation.Intended;
import dev.sluice.demo.Shoppers;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is around a Sluice that is killed: versions that work and versions that don't, users, two people. */
final class CrashWorld implements AutoCloseable {

    static final String ENVIRONMENT = "bench";

    private static final int REQUESTS_PER_SECOND = 40;
    private static final int FAILED = 500;
    private static final int FINE = 200;

    private static final List<Object> NO_GATES = List.of();
    private static final Map<String, Object> EVERYTHING = Map.of("weight", 100);

    private final Vertx vertx = Vertx.vertx();
    private final URI good = PlainServer.answering(vertx, FINE);
    private final URI bad = PlainServer.answering(vertx, FAILED);
    private final List<Shoppers> users = new ArrayList<>();
    private final KilledSluice sluice;
    private final String ada;
    private final String bob;

    /** Describes the services and lets users come to them. */
    CrashWorld(KilledSluice sluice, List<String> services) {
        this.sluice = sluice;
        put("/v1/environments/" + ENVIRONMENT, Map.of(), "");
        put("/v1/strategies/judged", judged(), "");
        put("/v1/strategies/approved", approved(), "");
        for (String service : services) {
            put("/v1/services/" + service, Map.of("strategy", "judged"), "");
            Object traffic = Map.of("hosts", List.of(host(service)), "stickyBy", Map.of("random", true));
            put(
                    "/v1/services/" + service + "/targets/here",
                    Map.of("environment", ENVIRONMENT, "traffic", traffic),
                    "");
            users.add(Shoppers.enter(
                    vertx, sluice.router(), new Shoppers.Crowd(100, REQUESTS_PER_SECOND, host(service), 1)));
        }
        this.ada = token("ada", "admin", "");
        this.bob = token("bob", "approver", ada);
    }

    /** Errors are judged; with every second request to a version that only fails, a window is enough. */
    private static Object judged() {
        return Map.of(
                "steps", List.of(Map.of("weight", 50, "hold", "2s"), EVERYTHING),
                "bake", "0s",
                "window", "1s",
                "evidence", Map.of("requests", 20, "windows", 1),
                "gates", List.of(Map.of("name", "errors", "metric", "errorRatio")));
    }

    private static Object approved() {
        return Map.of(
                "steps",
                List.of(Map.of("weight", 20, "hold", "200ms"), Map.of("approval", Map.of("of", 1)), EVERYTHING),
                "bake",
                "0s",
                "window",
                "1s",
                "gates",
                NO_GATES);
    }

    String strategy(Intended intended) {
        return switch (intended) {
            case GOOD, BAD, ABORTED -> "judged";
            case APPROVED, REJECTED -> "approved";
        };
    }

    static String host(String service) {
        return service + ".example";
    }

    /** Answers every request. */
    URI good() {
        return good;
    }

    /** Answers every request with an error. */
    URI bad() {
        return bad;
    }

    /** Who makes releases. */
    String ada() {
        return ada;
    }

    /** Who approves them. */
    String bob() {
        return bob;
    }

    private String token(String name, String role, String by) {
        Map<String, Object> body = Map.of("name", name, "kind", "person", "role", role);
        JsonNode token = send("POST", "/v1/tokens", body, by);
        return "Bearer " + token.path("secret").asText();
    }

    private void put(String path, Object body, String by) {
        send("PUT", path, body, by);
    }

    private JsonNode send(String method, String path, Object body, String by) {
        String[] headers = by.isEmpty() ? new String[0] : new String[] {"Authorization", by};
        var answer = sluice.call(method, path, body, headers).orElseThrow();
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(method + " " + path + ": " + answer.body());
        }
        return KilledSluice.json(answer);
    }

    @Override
    public void close() {
        users.forEach(
                each -> each.stop().toCompletionStage().toCompletableFuture().join());
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
