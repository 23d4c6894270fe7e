package dev.sluice.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.demo.Behaviour;
import dev.sluice.demo.Shop;
import dev.sluice.demo.Shoppers;
import dev.sluice.demo.Visits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** One service of the measured Sluice: a real shop with its shoppers, and releases of it. */
final class ServedShop implements AutoCloseable {

    private static final Set<String> TERMINAL =
            Set.of("SUCCEEDED", "ROLLED_BACK", "CANCELLED", "SUPERSEDED", "REJECTED", "EXPIRED");

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration TO_END = Duration.ofSeconds(30);
    private static final int SHOPPERS = 2_000;

    private final Vertx vertx;
    private final ServedSluice sluice;
    private final String name;
    private final Shoppers shoppers;

    private ServedShop(Vertx vertx, ServedSluice sluice, String name, Shoppers shoppers) {
        this.vertx = vertx;
        this.sluice = sluice;
        this.name = name;
        this.shoppers = shoppers;
    }

    /**
     * Releases the first version under a strategy, and lets shoppers come. One after the other, so that a Sluice that has
     * just started meets them little by little.
     */
    static synchronized ServedShop open(
            Vertx vertx, ServedSluice sluice, String name, Object strategy, Behaviour stable, int requestsPerSecond) {
        String host = name + ".example";
        sluice.put("/v1/strategies/" + name, strategy);
        sluice.put("/v1/services/" + name, Map.of("strategy", name, "owners", List.of("bench")));
        Object traffic = Map.of("type", "embedded", "hosts", List.of(host), "stickyBy", Map.of("random", true));
        sluice.put(
                "/v1/services/" + name + "/targets/here",
                Map.of("environment", DetectBench.ENVIRONMENT, "traffic", traffic));
        Shoppers.Crowd crowd = new Shoppers.Crowd(SHOPPERS, requestsPerSecond, host, name.hashCode());
        URI instance = openShop(vertx, name + "-0", stable);
        String first = release(sluice, name, name + "-0", instance);
        JsonNode ended = follow(sluice, first, TO_END);
        if (!ended.path("phase").asText().equals("SUCCEEDED")) {
            throw new IllegalStateException("the first release of " + name + ": " + ended.path("sentence"));
        }
        return new ServedShop(vertx, sluice, name, Shoppers.enter(vertx, sluice.router(), crowd));
    }

    /**
     * What became of a release.
     *
     * @param seconds from the candidate's first request until it had no weight any more, or until the end
     * @param requests that the candidate answered
     * @param disturbed whether requests of the service stayed without an answer meanwhile: the machine was too busy, and
     *     what was measured is the machine
     */
    record Ended(String phase, String sentence, double seconds, long requests, boolean disturbed) {

        boolean rolledBack() {
            return phase.equals("ROLLED_BACK");
        }
    }

    /** Releases a version of a behaviour and follows it to its end; aborts it when that takes longer than {@code most}. */
    Ended release(String version, Behaviour behaviour, Duration most) {
        String label = name + "-" + version;
        long dropped = shoppers.visits().dropped();
        String id = release(sluice, name, label, openShop(vertx, label, behaviour));
        JsonNode ended = follow(sluice, id, most);
        if (!TERMINAL.contains(ended.path("phase").asText())) {
            sluice.post("/v1/releases/" + id + "/commands", Map.of("type", "abort", "comment", "took too long"));
            follow(sluice, id, TO_END);
        }
        Visits visits = shoppers.visits();
        Visits.Experience seen = visits.of(label);
        double seconds = Duration.between(seen.first(), lastMove(id)).toMillis() / 1000.0;
        return new Ended(
                ended.path("phase").asText(),
                ended.path("sentence").asText(),
                seconds,
                seen.requests(),
                visits.dropped() > dropped || seen.requests() == 0);
    }

    /** When the router confirmed that nobody meets the candidate any more; else when the last thing happened. */
    private Instant lastMove(String id) {
        Instant at = Instant.EPOCH;
        for (JsonNode event :
                sluice.get("/v1/releases/" + id + "/events?limit=500").path("items")) {
            at = Instant.parse(event.path("at").asText());
            if (event.path("type").asText().equals("target.returned")) {
                return at;
            }
        }
        return at;
    }

    private static URI openShop(Vertx vertx, String label, Behaviour behaviour) {
        return join(Shop.open(vertx, label, behaviour)).url();
    }

    private static String release(ServedSluice sluice, String service, String label, URI instance) {
        Object body = Map.of(
                "service",
                service,
                "environment",
                DetectBench.ENVIRONMENT,
                "version",
                ServedSluice.version(label, instance));
        return sluice.post("/v1/releases", body).path("id").asText();
    }

    private static JsonNode follow(ServedSluice sluice, String id, Duration most) {
        Instant until = Instant.now().plus(most);
        while (true) {
            JsonNode release = sluice.get("/v1/releases/" + id);
            if (TERMINAL.contains(release.path("phase").asText())
                    || Instant.now().isAfter(until)) {
                return release;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        join(shoppers.stop());
    }
}
