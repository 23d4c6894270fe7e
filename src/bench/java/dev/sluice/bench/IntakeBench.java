package dev.sluice.bench;

import dev.sluice.engine.journal.Journal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Measures how fast requests are taken into the journal while the database is silent, and how long after its return all
 * of them are carried out. Releases of ten services, each of which takes the place of the one that waits before it: the
 * most work that a request can make. About a minute.
 */
public final class IntakeBench {

    private static final int REQUESTS = 3_000;
    private static final int SERVICES = 10;
    private static final int AT_ONCE = 16;
    private static final double GOAL_SECONDS = 5;
    private static final double NANOS = 1e9;
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Nobody asks it anything: what waits has no healthy instance and stays. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

    private IntakeBench() {}

    /** Runs it and prints one JSON object a figure. */
    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory("sluice-intake");
        Path data = Files.createDirectories(directory.resolve("sluice"));
        try (FrozenDatabase database = new FrozenDatabase(directory.resolve("postgres"));
                CanarySluice sluice = CanarySluice.start(database.url(), data)) {
            run(database, sluice, data.resolve(Journal.FILE));
        }
        TemporaryFiles.delete(directory);
    }

    private static void run(FrozenDatabase database, CanarySluice sluice, Path journal) throws Exception {
        for (int i = 0; i < SERVICES; i++) {
            sluice.open("s" + i, NOWHERE);
        }
        database.freeze();
        long began = System.nanoTime();
        List<String> promised = ask(sluice);
        FigureLine.of("intake", "takenIn", REQUESTS / seconds(began), "1/s").print();

        database.thaw();
        long back = System.nanoTime();
        awaitEmpty(journal);
        double took = seconds(back);
        sluice.await(
                promised.getLast(), release -> !release.path("phase").asText().equals("REJECTED"));
        FigureLine.of("intake", "catchUp", took, "s")
                .against(GOAL_SECONDS)
                .with("goal", REQUESTS + " requests within " + Math.round(GOAL_SECONDS) + " s of the database's return")
                .with("ok", took <= GOAL_SECONDS)
                .print();
    }

    private static List<String> ask(CanarySluice sluice) throws InterruptedException, ExecutionException {
        try (ExecutorService people = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<String>> answers = IntStream.range(0, REQUESTS)
                    .mapToObj(i -> people.submit(() -> sluice.release("s" + i % SERVICES, "2." + i, NOWHERE)))
                    .toList();
            for (Future<String> answer : answers) {
                if (answer.get().isEmpty()) {
                    throw new IllegalStateException("a request was not taken in");
                }
            }
            return answers.stream().map(Future::resultNow).toList();
        }
    }

    private static void awaitEmpty(Path journal) throws IOException {
        long until = System.nanoTime() + LIMIT.toNanos();
        while (Files.size(journal) > 0) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the journal is not empty after " + LIMIT);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / NANOS;
    }
}
