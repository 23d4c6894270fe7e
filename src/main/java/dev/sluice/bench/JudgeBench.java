package dev.sluice.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code ./sluice bench judge [--quick] [--seed S] [--table FILE]}: false alarms and time to detection of the judge and
 * of what others use, by simulation. One JSON object a line; exits with 1 when a goal is missed.
 */
public final class JudgeBench {

    private static final int QUICK = 4_000;
    private static final int FULL = 10_000;

    private JudgeBench() {}

    /** Runs all rows. */
    public static void main(String[] args) throws IOException {
        List<String> given = Arrays.asList(args);
        boolean quick = given.contains("--quick");
        long seed = Long.parseLong(after(given, "--seed", "1"));
        Runs runs = new Runs(seed, quick ? QUICK : FULL);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println("{\"bench\":\"judge\",\"seed\":" + seed + ",\"runs\":" + runs.many() + "}");
        List<Figure> figures = new ArrayList<>();
        for (Supplier<List<Figure>> row : rows(runs)) {
            for (Figure figure : row.get()) {
                figures.add(figure);
                out.println(figure.json());
            }
        }
        String table = after(given, "--table", "");
        if (!table.isEmpty()) {
            Files.writeString(Path.of(table), markdown(figures, runs));
        }
        if (!figures.stream().allMatch(Figure::ok)) {
            System.exit(1);
        }
    }

    private static List<Supplier<List<Figure>>> rows(Runs runs) {
        return List.of(
                () -> new FalseRollbacks(runs).figures(),
                () -> new Detection(runs).figures(),
                () -> new WithoutControl(runs).figures(),
                () -> new LateRegression(runs).figures(),
                () -> new FalsePromotion(runs).figures(),
                () -> new Bursts(runs).figures(),
                () -> new Competitors(runs).figures(),
                Speed::figures);
    }

    private static String markdown(List<Figure> figures, Runs runs) {
        List<String> lines = new ArrayList<>();
        lines.add("# The judge, measured");
        lines.add("");
        lines.add("Written by `./sluice bench judge --seed " + runs.seed() + " --table FILE`, " + runs.many()
                + " simulated rollouts a row; what the rows mean is said in [judge.md](judge.md).");
        lines.add("");
        lines.add("| figure | value | against | ratio | goal | met |");
        lines.add("|---|---|---|---|---|---|");
        figures.forEach(figure -> lines.add(figure.row()));
        return String.join("\n", lines) + "\n";
    }

    private static String after(List<String> args, String option, String otherwise) {
        int at = args.indexOf(option);
        return at >= 0 && at + 1 < args.size() ? args.get(at + 1) : otherwise;
    }
}
