package dev.sluice.bench;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * {@code ./sluice bench detect [--quick] [--table FILE]}: real requests through the own router of a real Sluice, from a
 * bad version's first request until nobody meets it any more; and harmless versions that should arrive. One JSON object a
 * line. Everything is on the loopback interface and shares its cores: what is slow here is not slower elsewhere.
 */
public final class DetectBench {

    static final String ENVIRONMENT = "bench";

    private static final int REPEATS = 5;
    private static final int HARMLESS_SERVICES = 10;

    /** Repeats of a slow case end after this. */
    private static final Duration LONGEST_LANE = Duration.ofMinutes(9);

    private final boolean quick;
    private final Vertx vertx;
    private final ServedSluice sluice;

    private DetectBench(boolean quick, Vertx vertx, ServedSluice sluice) {
        this.quick = quick;
        this.vertx = vertx;
        this.sluice = sluice;
    }

    /** Runs it. */
    public static void main(String[] args) throws IOException {
        List<String> given = Arrays.asList(args);
        boolean quick = given.contains("--quick");
        int table = given.indexOf("--table");
        Vertx vertx = Vertx.vertx();
        List<DetectFigure> figures;
        try (ServedSluice sluice = ServedSluice.start()) {
            sluice.put("/v1/environments/" + ENVIRONMENT, Map.of());
            figures = new DetectBench(quick, vertx, sluice)
                    .run(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        if (table >= 0 && table + 1 < given.size()) {
            Files.writeString(Path.of(given.get(table + 1)), String.join("\n", table(figures)) + "\n");
        }
    }

    private List<DetectFigure> run(PrintStream out) {
        List<DetectCase> few = new ArrayList<>(DetectCase.at(50));
        few.addAll(DetectCase.at(200));
        List<Supplier<List<DetectFigure>>> beside = new ArrayList<>();
        few.stream().filter(it -> !quick || it.isSoon()).forEach(it -> beside.add(() -> measured(it)));
        List<DetectFigure> figures = new ArrayList<>(said(out, Lanes.all(beside)));
        List<DetectCase> many = DetectCase.at(800);
        for (DetectCase each : quick ? many.subList(1, 2) : many) {
            figures.addAll(said(out, measured(each)));
        }
        HarmlessReleases harmless = quick
                ? new HarmlessReleases(4, 1, Duration.ofSeconds(70))
                : new HarmlessReleases(HARMLESS_SERVICES, REPEATS, Duration.ofMinutes(2));
        figures.addAll(said(out, harmless.figures(vertx, sluice)));
        return figures;
    }

    private static List<DetectFigure> said(PrintStream out, List<DetectFigure> figures) {
        figures.forEach(figure -> out.println(figure.json()));
        return figures;
    }

    /** How long one release may take; after that it counts as not found. */
    private Duration most() {
        return quick ? Duration.ofSeconds(45) : Duration.ofMinutes(6);
    }

    private List<DetectFigure> measured(DetectCase each) {
        Instant until = Instant.now().plus(LONGEST_LANE);
        int tries = 0;
        List<ServedShop.Ended> valid = new ArrayList<>();
        try (ServedShop shop = ServedShop.open(
                vertx, sluice, each.service(), each.strategy(), each.stable(), each.requestsPerSecond())) {
            Lanes.history();
            while (valid.size() < (quick ? 1 : REPEATS) && Instant.now().isBefore(until)) {
                tries++;
                ServedShop.Ended ended = shop.release(String.valueOf(tries), each.candidate(), most());
                if (!ended.disturbed()) {
                    valid.add(ended);
                }
            }
        }
        long found = valid.stream().filter(ServedShop.Ended::rolledBack).count();
        String of = found + " of " + valid.size() + " found, median"
                + (tries > valid.size() ? "; " + (tries - valid.size()) + " more not counted" : "");
        return List.of(
                new DetectFigure(each.name(), median(valid, ServedShop.Ended::seconds), "s", Double.NaN, of),
                new DetectFigure(
                        each.name(),
                        median(valid, ended -> ended.requests()),
                        "candidate requests",
                        each.bound().orElse(Double.NaN),
                        of));
    }

    private static double median(List<ServedShop.Ended> all, ToDoubleFunction<ServedShop.Ended> figure) {
        double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static List<String> table(List<DetectFigure> figures) {
        List<String> lines = new ArrayList<>();
        lines.add("# Detection with real requests, measured");
        lines.add("");
        lines.add(
                "Written by `./sluice bench detect --table src/docs/detect-figures.md`. A Sluice in a process of its own,"
                        + " its router, real shops and shoppers, all on "
                        + Runtime.getRuntime().availableProcessors()
                        + " cores. From the candidate's first request until the router confirmed that it gets nothing any more,"
                        + " which includes the window of 1 s, its handing over and the decision. α is "
                        + Figure.number(DetectCase.ALPHA)
                        + ", error gates have no margin, the latency gate compares at the same bounds (tolerance 1)."
                        + " “Best possible” is the mean number of candidate requests for a two-sample test that knows both"
                        + " rates. A release during which the machine left requests without an answer is not counted.");
        lines.add("");
        lines.add("| case | value | best possible | ratio | |");
        lines.add("|---|---|---|---|---|");
        figures.forEach(figure -> lines.add(figure.row()));
        return lines;
    }
}
