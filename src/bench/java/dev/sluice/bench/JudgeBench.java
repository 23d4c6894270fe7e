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
        List<String> table = heading(runs);
        boolean ok = true;
        for (Section section : sections(runs)) {
            List<Figure> figures = section.figures().get();
            figures.forEach(figure -> out.println(figure.json()));
            ok &= figures.stream().allMatch(Figure::ok);
            table.addAll(section.table(figures));
        }
        String file = after(given, "--table", "");
        if (!file.isEmpty()) {
            Files.writeString(Path.of(file), String.join("\n", table) + "\n");
        }
        if (!ok) {
            System.exit(1);
        }
    }

    /** One table of the report. */
    private record Section(String title, Supplier<List<Figure>> figures) {

        List<String> table(List<Figure> rows) {
            List<String> lines = new ArrayList<>();
            lines.add("");
            lines.add("## " + title);
            lines.add("");
            lines.add("| figure | value | against | ratio | goal | met |");
            lines.add("|---|---|---|---|---|---|");
            rows.forEach(row -> lines.add(row.row()));
            return lines;
        }
    }

    private static List<Section> sections(Runs runs) {
        return List.of(
                new Section("False rollback", () -> new FalseRollbacks(runs).figures()),
                new Section("False rollback of a whole release", () -> new WholeRelease(runs.times(.5)).figures()),
                new Section("Time to detection", () -> new Detection(runs).figures()),
                new Section("At 100 %, without a control", () -> new WithoutControl(runs).figures()),
                new Section("Late regression", () -> new LateRegression(runs).figures()),
                new Section("False promotion", () -> new FalsePromotion(runs).figures()),
                new Section("Requests that are not independent", () -> new Bursts(runs).figures()),
                new Section("One noisy user", () -> new NoisyUser(runs.times(.25)).figures()),
                new Section("What others do with the same numbers", () -> new Competitors(runs).figures()),
                new Section("Cost", Speed::figures));
    }

    private static List<String> heading(Runs runs) {
        List<String> lines = new ArrayList<>();
        lines.add("# The judge, measured");
        lines.add("");
        lines.add(
                "Written by `./sluice bench judge --seed " + runs.seed() + " --table src/docs/judge-figures.md`, "
                        + runs.many()
                        + " simulated rollouts a row (half of that for whole releases, a quarter for noisy users, a tenth for Kayenta).");
        lines.add("What the rows mean is said in [judge.md](judge.md).");
        return lines;
    }

    private static String after(List<String> args, String option, String otherwise) {
        int at = args.indexOf(option);
        return at >= 0 && at + 1 < args.size() ? args.get(at + 1) : otherwise;
    }
}
