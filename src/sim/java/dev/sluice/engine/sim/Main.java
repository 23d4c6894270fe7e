package dev.sluice.engine.sim;

import dev.sluice.engine.sim.Campaign.Result;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of the simulation. Exits with 0 when every promise was kept, with 1 at the first that wasn't. */
@Command(
        name = "sluice sim",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the engine against a hostile world in virtual time, one reproducible run a seed, and checks what",
            "it promises over the history. With --mutant, runs an engine with one mistake, which must be found."
        })
public final class Main implements Callable<Integer> {

    private static final Duration SHORTENING = Duration.ofSeconds(9);
    private static final int MOST_LINES = 400;
    private static final int PROGRESS_EVERY = 1000;

    @Option(names = "--seeds", description = "How many seeds (${DEFAULT-VALUE}).", defaultValue = "1000")
    long seeds = 1000;

    @Option(names = "--from", description = "The first seed, a 64-bit number (${DEFAULT-VALUE}).", defaultValue = "1")
    long from = 1;

    @Option(
            names = "--steps",
            description = "Of the first seed's scenario only these acts, by their numbers with commas; “” for none.")
    Optional<String> steps = Optional.empty();

    @Option(names = "--mutant", description = "An engine with one mistake; “list” prints their names.")
    Optional<String> mutant = Optional.empty();

    @Option(names = "--json", description = "One JSON object a line.")
    boolean json;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    /** Runs with the arguments of the command line. */
    public static void main(String[] args) {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (mutant.filter("list"::equals).isPresent()) {
            Mutants.names().forEach(out::println);
            return 0;
        }
        Build build = build();
        if (steps.isPresent()) {
            return replay(build, List.of(steps.get().split(",")));
        }
        long began = System.nanoTime();
        Result result = new Campaign(from, seeds, build, this::progress).run();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        result.failed().ifPresent(failed -> tell(Shortening.of(failed, build, SHORTENING), failed));
        Report report = new Report(result, took);
        out.println(json ? report.json() : report.line());
        return result.failed().isPresent() ? 1 : 0;
    }

    private Build build() {
        try {
            return mutant.map(Mutants::named).orElse(Build.RIGHT);
        } catch (IllegalArgumentException unknown) {
            throw new CommandLine.ParameterException(
                    new CommandLine(this), String.valueOf(unknown.getMessage()), unknown);
        }
    }

    private int replay(Build build, List<String> numbers) {
        Scenario whole = Scenarios.of(from);
        List<Act> kept = new ArrayList<>();
        for (String number : numbers) {
            if (!number.isBlank()) {
                kept.add(whole.acts().get(Integer.parseInt(number.trim())));
            }
        }
        Trial trial = Trial.of(whole.only(List.copyOf(kept)), build);
        trial.violation().ifPresent(_ -> tell(trial, trial));
        out.println(trial.violation().isPresent() ? "1 run, 1 violation" : "1 run, no violation");
        return trial.violation().isPresent() ? 1 : 0;
    }

    private void progress(long done) {
        if (done % PROGRESS_EVERY == 0 && !json) {
            System.err.println(done + " seeds");
        }
    }

    private void tell(Trial shortest, Trial failed) {
        Violation violation = shortest.violation().orElseThrow();
        List<String> history = Story.of(World.run(shortest.scenario(), build()).facts(), violation);
        String replay = "./sluice sim --from " + failed.scenario().seed() + " --seeds 1" + ofMutant();
        String shorter =
                "./sluice sim --from " + failed.scenario().seed() + " --steps \"" + kept(shortest) + "\"" + ofMutant();
        if (json) {
            out.println(Report.json(shortest, shorter, history));
            return;
        }
        out.println("seed " + failed.scenario().seed() + " breaks " + violation.invariant() + ": " + violation.what());
        int acts = failed.scenario().acts().size();
        out.println("the shortest history found, " + shortest.scenario().acts().size() + " of " + acts + " acts:");
        history.subList(Math.max(0, history.size() - MOST_LINES), history.size())
                .forEach(line -> out.println("  " + line));
        out.println("replay:          " + replay);
        out.println("replay this one: " + shorter);
    }

    private String ofMutant() {
        return mutant.map(name -> " --mutant " + name).orElse("");
    }

    private static String kept(Trial trial) {
        List<Act> whole = Scenarios.of(trial.scenario().seed()).acts();
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < whole.size(); i++) {
            if (trial.scenario().acts().contains(whole.get(i))) {
                numbers.add(String.valueOf(i));
            }
        }
        return String.join(",", numbers);
    }
}
