package dev.sluice.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code ./sluice bench NAME}: what the documentation quotes, measured again. */
public final class Main {

    private static final int USAGE = 2;

    private static final List<Bench> BENCHES = List.of(
            new Bench(
                    "judge",
                    "False alarms and requests to detection, simulated, beside what others do (--quick: half a minute).",
                    JudgeBench::main),
            new Bench(
                    "router",
                    "The own router's throughput and delay, and what weight changes cost users (half a minute).",
                    RouterBench::main),
            new Bench(
                    "detect",
                    "From a bad version's first request to weight 0, with real requests (--quick: 3 min, else 20 min).",
                    DetectBench::main),
            new Bench(
                    "engine",
                    "Tick lag, cost and memory with many releases (--releases 50000 --interval 10s --seconds 60 --lists).",
                    EngineBench::main),
            new Bench(
                    "abort",
                    "From an abort over the API to the candidate's last answer, with and without the database.",
                    AbortBench::main),
            new Bench(
                    "crash",
                    "Killed at random moments under load, then held against what clients asked (--kills 50: 8 min).",
                    CrashBench::main),
            new Bench(
                    "intake",
                    "3,000 requests while the database is silent: how fast they are taken in, and then carried out.",
                    IntakeBench::main),
            new Bench(
                    "start",
                    "From ./sluice serve to ready, and the memory that it takes idle and under load (1 min).",
                    StartBench::main));

    private Main() {}

    /** A measurement that can be asked for by name. */
    private record Bench(String name, String sentence, Body body) {}

    /** What a measurement does with the arguments that follow its name. */
    private interface Body {
        void run(String[] args) throws Exception;
    }

    /** Runs the measurement that comes first, or lists all. */
    public static void main(String[] args) throws Exception {
        // Quarkus's, which is on the class path, wants to be the first.
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        String name = args.length == 0 ? "--help" : args[0];
        if (name.equals("--help") || name.equals("-h")) {
            list(new PrintStream(System.out, true, StandardCharsets.UTF_8));
            return;
        }
        Optional<Bench> bench =
                BENCHES.stream().filter(each -> each.name().equals(name)).findFirst();
        if (bench.isEmpty()) {
            System.err.println("sluice bench: there is no measurement " + name);
            list(System.err);
            System.exit(USAGE);
        }
        bench.orElseThrow().body().run(Arrays.copyOfRange(args, 1, args.length));
    }

    private static void list(PrintStream out) {
        out.println("Measures what the documentation quotes; one JSON object a line.");
        out.println();
        for (Bench each : BENCHES) {
            out.printf("  ./sluice bench %-8s %s%n", each.name(), each.sentence());
        }
    }
}
