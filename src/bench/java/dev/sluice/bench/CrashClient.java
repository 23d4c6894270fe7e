package dev.sluice.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.bench.Operation.History;
import dev.sluice.bench.Operation.Intended;
import dev.sluice.bench.Operation.Outcome;
import dev.sluice.bench.Operation.What;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Somebody who releases versions of one service, one after the other, and drives each to its end. */
final class CrashClient implements Runnable {

    static final Set<String> TERMINAL =
            Set.of("SUCCEEDED", "ROLLED_BACK", "CANCELLED", "SUPERSEDED", "REJECTED", "EXPIRED");

    private static final List<Intended> WISHES = List.of(Intended.values());
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(8);
    private static final int FIRST_ERROR = 400;
    private static final int AWAY = 503;

    private final KilledSluice sluice;
    private final CrashWorld world;
    private final String service;
    private final History history;
    private final Random dice;
    private final BooleanSupplier over;
    private int versions;

    CrashClient(
            KilledSluice sluice, CrashWorld world, String service, History history, long seed, BooleanSupplier over) {
        this.sluice = sluice;
        this.world = world;
        this.service = service;
        this.history = history;
        this.dice = new Random(seed);
        this.over = over;
    }

    @Override
    public void run() {
        release(Intended.GOOD);
        while (!over.getAsBoolean()) {
            release(WISHES.get(dice.nextInt(WISHES.size())));
        }
    }

    private void release(Intended intended) {
        String label = service + "-" + versions++;
        URI instance = intended == Intended.BAD && versions > 1 ? world.bad() : world.good();
        Map<String, Object> body = Map.of(
                "service",
                service,
                "environment",
                CrashWorld.ENVIRONMENT,
                "strategy",
                world.strategy(intended),
                "version",
                ServedSluice.version(label, instance));
        boolean patient = intended == Intended.APPROVED || intended == Intended.REJECTED || dice.nextInt(4) > 0;
        Operation made = ask(What.CREATE, intended, "bench:" + label, "", "/v1/releases", body, world.ada(), patient);
        if (made.is(Outcome.REFUSED)) {
            history.complaints().add("creating " + label + " was refused");
        } else if (made.is(Outcome.UNKNOWN)) {
            until(this::nothingMoves, "what became of " + label);
        } else {
            follow(made);
        }
    }

    private void follow(Operation made) {
        String path = "/v1/releases/" + made.release();
        if (made.intended() == Intended.ABORTED) {
            LockSupport.parkNanos(Duration.ofMillis(dice.nextInt(1500)).toNanos());
            Map<String, Object> abort = Map.of("type", "abort", "comment", "as planned");
            ask(What.ABORT, made, path + "/commands", abort, world.ada());
        }
        boolean[] decided = {false};
        until(
                () -> {
                    JsonNode seen = get(path);
                    if (!decided[0] && seen.path("reason").asText().equals("APPROVAL")) {
                        decided[0] = true;
                        decide(made, path + "/approvals");
                    }
                    return TERMINAL.contains(seen.path("phase").asText());
                },
                "the end of " + made.version() + " (" + made.release() + ")");
    }

    private void decide(Operation made, String path) {
        boolean approves = made.intended() != Intended.REJECTED;
        ask(
                approves ? What.APPROVE : What.REJECT,
                made,
                path,
                Map.of("decision", approves ? "approve" : "reject"),
                world.bob());
    }

    private boolean nothingMoves() {
        JsonNode page = get("/v1/releases?limit=100&service=" + service);
        if (!page.has("items")) {
            return false;
        }
        for (JsonNode release : page.path("items")) {
            if (!TERMINAL.contains(release.path("phase").asText())) {
                return false;
            }
        }
        return true;
    }

    private JsonNode get(String path) {
        return sluice.get(path, world.ada());
    }

    private void ask(What what, Operation made, String path, Object body, String token) {
        ask(what, made.intended(), made.version(), made.release(), path, body, token, true);
    }

    /** Asks, and asks again under the same key when nobody answered, unless the client gives up on it. */
    private Operation ask(
            What what,
            Intended intended,
            String version,
            String release,
            String path,
            Object body,
            String token,
            boolean patient) {
        String key = UUID.randomUUID().toString();
        int tries = 0;
        Optional<HttpResponse<String>> answer = Optional.empty();
        do {
            if (tries > 0) {
                LockSupport.parkNanos(POLL.toNanos());
            }
            answer = sluice.call("POST", path, body, "Authorization", token, "Idempotency-Key", key)
                    .filter(given -> given.statusCode() != AWAY);
            tries++;
        } while (answer.isEmpty() && patient);
        Outcome outcome = answer.map(given -> given.statusCode() < FIRST_ERROR ? Outcome.ACKNOWLEDGED : Outcome.REFUSED)
                .orElse(Outcome.UNKNOWN);
        String id = outcome == Outcome.ACKNOWLEDGED
                ? KilledSluice.json(answer.orElseThrow()).path("id").asText()
                : release;
        Operation operation = new Operation(what, intended, service, version, outcome, id, tries);
        history.operations().add(operation);
        return operation;
    }

    private void until(BooleanSupplier condition, String what) {
        Instant end = Instant.now().plus(LONGEST);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                history.complaints().add(what + " did not come within " + LONGEST);
                return;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
