package dev.sluice.system;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** Somebody who asks for releases at a steady rate, one after the other, and looks at each that was promised. */
final class SteadyCreates {

    private final RunningSluice sluice;
    private final List<Answered> answers = new CopyOnWriteArrayList<>();
    private final List<String> neverFound = new CopyOnWriteArrayList<>();
    private final AtomicInteger number = new AtomicInteger(100);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    private final ScheduledFuture<?> turns;

    private SteadyCreates(RunningSluice sluice, int perSecond) {
        this.sluice = sluice;
        this.turns = clock.scheduleAtFixedRate(this::create, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
    }

    /** An answer to one request. */
    record Answered(int status, String id, Optional<String> retryAfter) {}

    static SteadyCreates at(RunningSluice sluice, int perSecond) {
        return new SteadyCreates(sluice, perSecond);
    }

    static Map<String, Object> body(int number) {
        return Map.of(
                "service",
                "shop",
                "environment",
                "prod",
                "version",
                Map.of(
                        "label",
                        "2." + number,
                        "digest",
                        "sha256:2." + number,
                        "endpoints",
                        List.of("http://127.0.0.1:9")));
    }

    private void create() {
        HttpResponse<String> answer = sluice.call("POST", "/v1/releases", body(number.incrementAndGet()));
        String id = answer.statusCode() / 100 == 2
                ? RunningSluice.json(answer).path("id").asText()
                : "";
        answers.add(new Answered(answer.statusCode(), id, answer.headers().firstValue("Retry-After")));
        if (!id.isEmpty() && sluice.call("GET", "/v1/releases/" + id, Map.of()).statusCode() == 404) {
            neverFound.add(id);
        }
    }

    long answered(String status) {
        return answers.stream()
                .filter(answer -> String.valueOf(answer.status()).equals(status))
                .count();
    }

    void awaitAnswered(long times, String status) {
        Awaitility.await(times + " answers of " + status)
                .atMost(Duration.ofSeconds(90))
                .until(() -> answered(status) >= times);
    }

    /** Promised releases that were not there when they were asked for. */
    List<String> neverFound() {
        return neverFound;
    }

    List<Answered> stop() {
        if (turns.isDone()) {
            throw new AssertionError("it ended early: " + turns.exceptionNow());
        }
        turns.cancel(false);
        clock.close();
        return answers;
    }
}
