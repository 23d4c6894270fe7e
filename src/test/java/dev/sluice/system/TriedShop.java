package dev.sluice.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.demo.Behaviour;
import dev.sluice.demo.Shop;
import dev.sluice.demo.Shoppers;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;

/** A shop with real instances and shoppers, released through a running Sluice. */
final class TriedShop implements AutoCloseable {

    static final Behaviour GOOD = Behaviour.GOOD;
    static final Behaviour BAD = Behaviour.BAD;

    private static final Set<String> TERMINAL =
            Set.of("SUCCEEDED", "ROLLED_BACK", "CANCELLED", "SUPERSEDED", "REJECTED", "EXPIRED");
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Vertx vertx = Vertx.vertx();
    private Optional<Shoppers> shoppers = Optional.empty();

    Vertx vertx() {
        return vertx;
    }

    Shop open(String version, Behaviour behaviour) {
        return Shop.open(vertx, version, behaviour)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Service, environment, target and a quick canary. */
    void describe(RunningSluice sluice, Map<String, Object> strategy, Map<String, Object> metrics) {
        sluice.put("/v1/environments/prod", Map.of());
        sluice.put("/v1/strategies/quick", strategy);
        sluice.put("/v1/services/shop", Map.of("strategy", "quick"));
        Map<String, Object> target =
                new HashMap<>(Map.of("environment", "prod", "traffic", Map.of("hosts", List.of("shop.example"))));
        target.put("metrics", metrics);
        sluice.put("/v1/services/shop/targets/eu", target);
    }

    static Map<String, Object> quick() {
        return Map.of(
                "type", "canary",
                "steps",
                        List.of(
                                Map.of("weight", 20, "hold", "3s"),
                                Map.of("weight", 50, "hold", "3s"),
                                Map.of("weight", 100)),
                "bake", "2s",
                "window", "1s",
                "evidence", Map.of("requests", 20, "windows", 2));
    }

    void shopAt(URI router) {
        leave();
        shoppers = Optional.of(Shoppers.enter(vertx, router, Shoppers.Crowd.USUAL));
    }

    Shoppers shoppers() {
        return shoppers.orElseThrow();
    }

    String release(RunningSluice sluice, Shop shop) {
        JsonNode answer = sluice.post(
                "/v1/releases",
                Map.of(
                        "service", "shop",
                        "environment", "prod",
                        "version",
                                Map.of(
                                        "label", shop.version(),
                                        "digest", "sha256:" + shop.version(),
                                        "endpoints", List.of(shop.url().toString()))));
        if (!answer.has("id")) {
            throw new AssertionError("no release: " + answer);
        }
        return answer.path("id").asText();
    }

    /** Waits for the end of a release. */
    static JsonNode ended(RunningSluice sluice, String release) {
        return Awaitility.await("the end of " + release)
                .atMost(LIMIT)
                .until(
                        () -> sluice.get("/v1/releases/" + release),
                        view -> TERMINAL.contains(view.path("phase").asText()));
    }

    static void awaitWeight(RunningSluice sluice, String release, double percent) {
        Awaitility.await("the candidate has " + percent + " %")
                .atMost(LIMIT)
                .until(() -> sluice.get("/v1/releases/" + release)
                                .at("/targets/0/weight/reported")
                                .asDouble()
                        == percent);
    }

    private void leave() {
        shoppers.ifPresent(
                all -> all.stop().toCompletionStage().toCompletableFuture().join());
        shoppers = Optional.empty();
    }

    @Override
    public void close() {
        leave();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
