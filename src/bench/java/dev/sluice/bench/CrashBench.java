package dev.sluice.bench;

import dev.sluice.bench.Operation.History;
import dev.sluice.bench.Operation.Outcome;
import dev.sluice.bench.Operation.What;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code ./sluice bench crash [--kills N] [--seed S]}: the packaged program with its own PostgreSQL, killed by kill -9 at
 * random moments while clients release good and bad versions, abort, approve and reject. A checker then holds what it
 * shows against what they asked. Ends with 1 when something is not as it must be. The seed fixes who asks what and when
 * the kills come; how far the process gets until then, it can't.
 */
public final class CrashBench {

    private static final List<String> SERVICES = List.of("cart", "mail", "pay", "shop");
    private static final int LONGEST_LIFE_MILLIS = 2_000;
    private static final int KILLS = 50;
    private static final double RECOVERY_SECONDS = 5;
    private static final Duration POLL = Duration.ofMillis(5);
    private static final double NANOS_PER_SECOND = 1e9;

    private final Random dice;
    private final long seed;
    private final int kills;
    private final History history = History.empty();
    private final List<Double> recoveries = new ArrayList<>();
    private volatile boolean over;

    private CrashBench(int kills, long seed) {
        this.kills = kills;
        this.seed = seed;
        this.dice = new Random(seed);
    }

    /** Runs it and prints one JSON object a figure. */
    public static void main(String[] args) throws Exception {
        List<String> given = Arrays.asList(args);
        CrashBench bench = new CrashBench(Math.toIntExact(number(given, "--kills", KILLS)), number(given, "--seed", 1));
        List<String> violations = bench.run(Files.createTempDirectory("sluice-crash"));
        violations.forEach(violation -> System.err.println("violation: " + violation));
        System.exit(violations.isEmpty() ? 0 : 1);
    }

    private static long number(List<String> args, String name, long otherwise) {
        int at = args.indexOf(name);
        return at >= 0 && at + 1 < args.size() ? Long.parseLong(args.get(at + 1)) : otherwise;
    }

    private List<String> run(Path directory) throws Exception {
        try (KilledSluice sluice = new KilledSluice(directory.resolve("data"));
                CrashWorld world = new CrashWorld(sluice, SERVICES)) {
            List<Runnable> lanes = new ArrayList<>();
            for (int i = 0; i < SERVICES.size(); i++) {
                lanes.add(new CrashClient(sluice, world, SERVICES.get(i), history, seed * 31 + i, () -> over));
            }
            lanes.add(() -> kill(sluice, world));
            Lanes.run(lanes);
            List<String> violations = CrashChecker.violations(sluice, world, SERVICES, history, audit(sluice.data()));
            print(violations.size());
            return violations;
        }
    }

    private void kill(KilledSluice sluice, CrashWorld world) {
        try {
            for (int i = 0; i < kills; i++) {
                LockSupport.parkNanos(
                        Duration.ofMillis(dice.nextInt(LONGEST_LIFE_MILLIS)).toNanos());
                long began = System.nanoTime();
                sluice.killAndStart();
                awaitAllTaken(sluice, world);
                recoveries.add((System.nanoTime() - began) / NANOS_PER_SECOND);
            }
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } finally {
            over = true;
        }
    }

    /** Until every release that has not ended is in the hands of the new process. */
    private static void awaitAllTaken(KilledSluice sluice, CrashWorld world) {
        while (sluice.claims() < running(sluice, world)) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static long running(KilledSluice sluice, CrashWorld world) {
        return SERVICES.stream()
                .mapToLong(service -> running(sluice, world, service))
                .sum();
    }

    private static long running(KilledSluice sluice, CrashWorld world, String service) {
        long running = 0;
        for (var release : sluice.get("/v1/releases?limit=5&service=" + service, world.ada())
                .path("items")) {
            running += CrashClient.TERMINAL.contains(release.path("phase").asText()) ? 0 : 1;
        }
        return running;
    }

    private static Map<String, Long> audit(Path data) throws IOException, SQLException {
        String url = "jdbc:postgresql://127.0.0.1:"
                + Files.readString(data.resolve("postgres.port")).strip()
                + "/postgres?sslmode=disable&user=sluice&password="
                + Files.readString(data.resolve("postgres.password")).strip();
        Map<String, Long> audit = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("select action || ' ' || subject, count(*) from audit group by 1")) {
            while (rows.next()) {
                audit.put(rows.getString(1), rows.getLong(2));
            }
        }
        return audit;
    }

    private void print(int violations) {
        List<Double> sorted = recoveries.stream().sorted().toList();
        line("kills", kills, "kills").print();
        line("releases", history.of(What.CREATE).size(), "releases").print();
        line("acknowledged", (double) history.count(Outcome.ACKNOWLEDGED), "requests")
                .print();
        line("unanswered", (double) history.unanswered(), "requests").print();
        line("recoveryP50", sorted.get(sorted.size() / 2), "s")
                .against(RECOVERY_SECONDS)
                .print();
        line("recoveryP95", sorted.get((int) (0.95 * sorted.size())), "s")
                .against(RECOVERY_SECONDS)
                .print();
        line("violations", violations, "violations").against(0).print();
    }

    private FigureLine line(String figure, double value, String unit) {
        return FigureLine.of("crash", figure, value, unit).with("seed", seed);
    }
}
