package dev.sluice.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.Addresses;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Two releases of a shop while people shop in it: a good one that arrives, and a bad one that is taken out. */
final class Demo implements AutoCloseable {

    private static final Set<String> TERMINAL =
            Set.of("SUCCEEDED", "ROLLED_BACK", "CANCELLED", "SUPERSEDED", "REJECTED", "EXPIRED");

    /** Shopping before the first comparison, so that there is a history. */
    private static final long FIRST_VISITS = 1_500;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Vertx vertx = Vertx.vertx();
    private final Addresses addresses;
    private final Screen screen;
    private final ShopApi api;
    private Optional<Shoppers> inside = Optional.empty();

    Demo(Addresses addresses, Screen screen) {
        this.addresses = addresses;
        this.screen = screen;
        this.api = new ShopApi(addresses.api());
    }

    DemoResult run() throws InterruptedException {
        Shop proven = open("1.0", Behaviour.PROVEN);
        Shop good = open("1.1", Behaviour.GOOD);
        Shop bad = open("1.2", Behaviour.BAD);
        api.describe();
        screen.say("Version 1.0 is the shop's first: it gets everything at once.");
        follow(api.release(proven), Visits::none);
        Shoppers shoppers = Shoppers.enter(vertx, addresses.router(), Shoppers.Crowd.USUAL);
        inside = Optional.of(shoppers);
        screen.say("400 shoppers come in, " + Shoppers.Crowd.USUAL.requestsPerSecond() + " requests a second.");
        await(() -> shoppers.visits().answered() >= FIRST_VISITS);

        screen.say("Version 1.1 is good: 5 % → 20 % → 50 % → 100 %.");
        JsonNode arrived = follow(api.release(good), shoppers::visits);
        screen.say("Version 1.2 is bad: 5 % of its answers are errors, and all are 150 ms slower.");
        JsonNode taken = follow(api.release(bad), shoppers::visits);

        return result(arrived, taken, shoppers.visits());
    }

    private Shop open(String version, Behaviour behaviour) {
        return Shop.open(vertx, version, behaviour)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private DemoResult result(JsonNode arrived, JsonNode taken, Visits visits) {
        Visits.Experience bad = visits.of("1.2");
        Instant zero = confirmedZero(taken.path("id").asText());
        return new DemoResult(
                new DemoResult.Good(arrived.path("phase").asText(), lasted(arrived)),
                new DemoResult.Bad(
                        taken.path("phase").asText(),
                        seconds(Duration.between(bad.first(), zero)),
                        bad.requests(),
                        bad.errors()),
                visits.dropped());
    }

    private Instant confirmedZero(String release) {
        Instant zero = Instant.now();
        for (JsonNode event :
                api.get("/v1/releases/" + release + "/events?limit=500").path("items")) {
            if (event.path("type").asText().equals("target.returned")) {
                zero = Instant.parse(event.path("at").asText());
            }
        }
        return zero;
    }

    private static double lasted(JsonNode release) {
        Instant from = Instant.parse(release.path("createdAt").asText());
        return seconds(
                Duration.between(from, Instant.parse(release.path("endedAt").asText())));
    }

    private static double seconds(Duration duration) {
        return Math.round(duration.toMillis() / 10.0) / 100.0;
    }

    private JsonNode follow(String id, Supplier<Visits> visits) throws InterruptedException {
        long seen = 0;
        Instant until = Instant.now().plus(LIMIT);
        while (true) {
            JsonNode release = api.get("/v1/releases/" + id);
            JsonNode events = api.get("/v1/releases/" + id + "/events?limit=500&pageToken=" + seen);
            for (JsonNode event : events.path("items")) {
                seen = event.path("number").asLong();
                screen.event(event);
            }
            if (TERMINAL.contains(release.path("phase").asText())
                    || Instant.now().isAfter(until)) {
                return release;
            }
            screen.status(release, visits.get());
            Thread.sleep(POLL);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant until = Instant.now().plus(LIMIT);
        while (!condition.getAsBoolean() && Instant.now().isBefore(until)) {
            Thread.sleep(POLL);
        }
    }

    @Override
    public void close() {
        inside.ifPresent(shoppers ->
                shoppers.stop().toCompletionStage().toCompletableFuture().join());
        api.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
