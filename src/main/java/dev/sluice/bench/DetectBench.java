package dev.sluice.bench;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * {@code ./sluice bench detect [--quick] [--table FILE]}: real requests through the own router of a real Sluice, from a
 * bad version's first request until nobody meets it any more; and harmless versions that should arrive. One JSON object a
 * line. Everything is on the loopback interface and shares its cores: what is slow here is not slower elsewhere.
 */
public final class DetectBench {

    private static final int REPEATS = 5;

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
        List<DetectFigure> figures = new ArrayList<>();
        List<DetectCase> few = new ArrayList<>(DetectCase.at(50));
        few.addAll(DetectCase.at(200));
        say(out, figures, beside(few));
        List<DetectCase> many = DetectCase.at(800);
        for (DetectCase each : quick ? many.subList(1, 2) : many) {
            say(out, figures, beside(List.of(each)));
        }
        HarmlessReleases harmless = quick ? new HarmlessReleases(10, 1) : new HarmlessReleases(10, 5);
        say(out, figures, harmless.figures(vertx, sluice));
        return figures;
    }

    private static void say(PrintStream out, List<DetectFigure> all, List<DetectFigure> more) {
        more.forEach(figure -> out.println(figure.json()));
        all.addAll(more);
    }

    /** Cases whose requests come at the same time, each to a service of its own. */
    private List<DetectFigure> beside(List<DetectCase> cases) {
        SortedMap<Integer, List<DetectFigure>> found = new TreeMap<>();
        List<Runnable> lanes = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            int place = i;
            lanes.add(() -> {
                List<DetectFigure> figures = measured(cases.get(place));
                synchronized (found) {
                    found.put(place, figures);
                }
            });
        }
        Lanes.run(lanes);
        return found.values().stream().flatMap(List::stream).toList();
    }

    private List<DetectFigure> measured(DetectCase each) {
        int repeats = quick ? 1 : REPEATS;
        List<ServedShop.Ended> all = new ArrayList<>();
        try (ServedShop shop = ServedShop.open(
                vertx, sluice, each.service(), each.strategy(), each.stable(), each.requestsPerSecond())) {
            Lanes.history();
            for (int release = 1; release <= repeats; release++) {
                all.add(shop.release(String.valueOf(release), each.candidate(), DetectCase.MOST));
            }
        }
        long found = all.stream().filter(ServedShop.Ended::rolledBack).count();
        String of = found + " of " + repeats + " found, median";
        return List.of(
                new DetectFigure(each.name(), median(all, ServedShop.Ended::seconds), "s", Double.NaN, of),
                new DetectFigure(
                        each.name(),
                        median(all, ended -> ended.requests()),
                        "candidate requests",
                        each.bound().orElse(Double.NaN),
                        of));
    }

    private static double median(List<ServedShop.Ended> all, ToDoubleFunction<ServedShop.Ended> figure) {
        double[] sorted = all.stream().mapToDouble(figure).sorted().toArray();
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
                        + Figure.number(DetectCase.ALPHA) + ", error gates have no margin, latency gates the usual one."
                        + " “Best possible” is the mean number of candidate requests for a two-sample test that knows both"
                        + " rates.");
        lines.add("");
        lines.add("| case | value | best possible | ratio | |");
        lines.add("|---|---|---|---|---|");
        figures.forEach(figure -> lines.add(figure.row()));
        return lines;
    }
}
