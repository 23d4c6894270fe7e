package dev.sluice.bench;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * From {@code ./sluice serve} over a data directory that is there to the line that says it serves, beside a plain {@code
 * java -jar}; and how much memory the process has resident, idle and while users come and a release is judged.
 */
final class StartBench {

    private static final int STARTS = 5;
    private static final double GOAL_MILLIS = 1_500;
    private static final double GOAL_IDLE = 200;
    private static final double GOAL_LOAD = 350;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration LOAD = Duration.ofSeconds(20);
    private static final int CLIENTS = 32;
    private static final String[] FREE_PORTS = {"--port=0", "--router-port=0", "--management-port=0"};

    private final Path data;

    private StartBench(Path data) {
        this.data = data;
    }

    /** Runs it and prints one JSON object a figure. */
    static void main(String[] args) throws IOException {
        Path data = Files.createTempDirectory("sluice-start");
        try {
            new StartBench(data).run();
        } finally {
            TemporaryFiles.delete(data);
        }
    }

    private void run() throws IOException {
        start(PackagedSluice.serveByScript(data, FREE_PORTS)); // makes the database, and the program if it isn't built
        List<Double> byScript = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            byScript.add(start(PackagedSluice.serveByScript(data, FREE_PORTS)));
            plain.add(start(PackagedSluice.serve(data, List.of(), FREE_PORTS)));
        }
        double ready = median(byScript);
        FigureLine.of("start", "ready", ready, "ms")
                .against(median(plain))
                .with("baseline", "java -jar without the AOT cache")
                .with("goal", "at most " + Math.round(GOAL_MILLIS) + " ms")
                .with("ok", ready <= GOAL_MILLIS)
                .print();
        memory();
    }

    /** Milliseconds until it is ready. */
    private double start(ProcessBuilder command) throws IOException {
        long begun = System.nanoTime();
        ServedSluice sluice = ServedSluice.start(command, data);
        double millis = (System.nanoTime() - begun) / NANOS_PER_MILLI;
        sluice.stop();
        return millis;
    }

    private void memory() throws IOException {
        ServedSluice sluice = ServedSluice.start(PackagedSluice.serveByScript(data, FREE_PORTS), data);
        Vertx vertx = Vertx.vertx();
        try {
            LockSupport.parkNanos(IDLE.toNanos());
            print("residentIdle", sluice.residentMebibytes(), GOAL_IDLE);
            release(sluice, vertx, "1");
            awaitPhase(sluice, "SUCCEEDED");
            release(sluice, vertx, "2");
            Load users = new Load(vertx, "127.0.0.1", sluice.router().getPort(), CLIENTS);
            Load.Result result = users.run(LOAD);
            print("residentUnderLoad", sluice.residentMebibytes(), GOAL_LOAD);
            FigureLine.of("start", "requestsUnderLoad", result.perSecond(), "1/s")
                    .with("failed", result.failed())
                    .print();
        } finally {
            sluice.stop();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** A release of a service that users of this machine meet; the second one is judged while they come. */
    private static void release(ServedSluice sluice, Vertx vertx, String label) {
        if (label.equals("1")) {
            sluice.put("/v1/environments/bench", Map.of());
            sluice.put("/v1/services/start", Map.of());
            Object traffic = Map.of("hosts", List.of("127.0.0.1"), "stickyBy", Map.of("random", true));
            sluice.put("/v1/services/start/targets/here", Map.of("environment", "bench", "traffic", traffic));
        }
        Object version = ServedSluice.version(label, PlainServer.saying(vertx, label));
        sluice.post("/v1/releases", Map.of("service", "start", "environment", "bench", "version", version));
    }

    private static void awaitPhase(ServedSluice sluice, String phase) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!sluice.get("/v1/releases?service=start")
                .at("/items/0/phase")
                .asText()
                .equals(phase)) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the first release has not become " + phase);
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static void print(String figure, double mebibytes, double goal) {
        FigureLine.of("start", figure, mebibytes, "MiB")
                .against(goal)
                .with("goal", "at most " + Math.round(goal) + " MiB, without PostgreSQL")
                .with("ok", mebibytes <= goal)
                .print();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
