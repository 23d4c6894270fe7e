package dev.sluice.bench;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the time from an abort over the API to the last request that the candidate answered, through the own router:
 * with the database, and with a database that falls silent at the moment of each abort. About five minutes.
 */
public final class AbortBench {

    static final String CANDIDATE = "candidate";

    private static final String STABLE = "stable";
    private static final int ABORTS = 30;
    private static final double GOAL_MILLIS = 1_000;
    private static final double GOAL_AWAY_MILLIS = 2_000;

    /** So long nobody may meet the candidate before it counts as gone. */
    private static final Duration QUIET = Duration.ofMillis(1_500);

    private static final Duration POLL = Duration.ofMillis(5);
    private static final double NANOS_PER_MILLI = 1e6;

    private final Vertx vertx = Vertx.vertx();

    private AbortBench() {}

    /** Runs it and prints one JSON object a figure. */
    public static void main(String[] args) throws Exception {
        new AbortBench().run(Files.createTempDirectory("sluice-abort"));
    }

    private record Canary(String service, String release) {}

    private void run(Path directory) throws Exception {
        try (FrozenDatabase database = new FrozenDatabase(directory.resolve("postgres"));
                CanarySluice sluice =
                        CanarySluice.start(database.url(), Files.createDirectories(directory.resolve("sluice")))) {
            List<Canary> canaries = canaries(sluice, 2 * ABORTS);
            List<Double> normal = new ArrayList<>();
            for (Canary canary : canaries.subList(0, ABORTS)) {
                normal.add(abort(sluice, canary, 200));
            }
            print("abort", normal, GOAL_MILLIS);
            List<Double> away = new ArrayList<>();
            for (Canary canary : canaries.subList(ABORTS, 2 * ABORTS)) {
                away.add(abortWithoutDatabase(sluice, database, canary));
            }
            print("abortDatabaseAway", away, GOAL_AWAY_MILLIS);
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private List<Canary> canaries(CanarySluice sluice, int count) {
        URI stable = PlainServer.saying(vertx, STABLE);
        URI candidate = PlainServer.saying(vertx, CANDIDATE);
        List<Canary> firsts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String service = "s" + i;
            firsts.add(new Canary(service, sluice.open(service, stable)));
        }
        List<Canary> canaries = new ArrayList<>();
        for (Canary first : firsts) {
            sluice.await(
                    first.release(), release -> release.path("phase").asText().equals("SUCCEEDED"));
            canaries.add(new Canary(first.service(), sluice.release(first.service(), "2", candidate)));
        }
        for (Canary canary : canaries) {
            sluice.await(
                    canary.release(),
                    release -> release.at("/targets/0/weight/reported").asDouble() == 20);
        }
        return canaries;
    }

    private double abortWithoutDatabase(CanarySluice sluice, FrozenDatabase database, Canary canary)
            throws IOException, InterruptedException {
        database.freeze();
        double millis;
        try {
            millis = abort(sluice, canary, 202);
        } finally {
            database.thaw();
        }
        sluice.await(canary.release(), release -> release.path("phase").asText().equals("ROLLED_BACK"));
        return millis;
    }

    /** Milliseconds to the last answer of the candidate; 0 when none came after the abort was sent. */
    private double abort(CanarySluice sluice, Canary canary, int expected) {
        try (CanaryUsers users = new CanaryUsers(vertx, sluice.router(), canary.service())) {
            while (!users.metTheCandidate()) {
                LockSupport.parkNanos(POLL.toNanos());
            }
            long sent = System.nanoTime();
            int status = sluice.abort(canary.release());
            if (status != expected) {
                throw new IllegalStateException("abort answered " + status + " where " + expected + " was due");
            }
            long answers = users.answers();
            while (System.nanoTime() - Math.max(users.lastByCandidate(), sent) < QUIET.toNanos()) {
                LockSupport.parkNanos(POLL.toNanos());
            }
            if (users.answers() == answers) {
                throw new IllegalStateException("nobody was served");
            }
            return Math.max(0, users.lastByCandidate() - sent) / NANOS_PER_MILLI;
        }
    }

    private static void print(String figure, List<Double> millis, double goal) {
        List<Double> sorted = millis.stream().sorted().toList();
        print(figure + "P50", sorted.get(sorted.size() / 2), goal);
        print(figure + "P99", sorted.get((int) (0.99 * sorted.size())), goal);
    }

    private static void print(String figure, double millis, double goal) {
        FigureLine.of("abort", figure, millis, "ms")
                .against(goal)
                .with("goal", "p99 at most " + Math.round(goal) + " ms, " + ABORTS + " aborts")
                .with("ok", millis <= goal)
                .print();
    }
}
