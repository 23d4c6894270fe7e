package dev.sluice.cli;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** The command line: finds the verb, and turns what goes wrong into a sentence and an exit code. */
public final class Main {

    private static final List<String> HELP = List.of("help", "--help", "-h");

    private Main() {}

    /** Runs a verb and ends the process with its exit code. */
    public static void main(String... args) {
        System.exit(run(Terminal.ofProcess(), args));
    }

    /** Runs a verb; the answer is the exit code. */
    static int run(Terminal terminal, String... args) {
        int code = runVerb(terminal, args);
        terminal.out().flush();
        terminal.err().flush();
        return code;
    }

    private static int runVerb(Terminal terminal, String... args) {
        if (args.length == 0 || HELP.contains(args[0])) {
            Verbs.all(terminal).usage(terminal.out());
            return Exit.DONE.code();
        }
        return Verbs.find(terminal, args[0])
                .map(verb -> execute(terminal, verb, Arrays.copyOfRange(args, 1, args.length)))
                .orElseGet(() -> unknown(terminal, args[0]));
    }

    private static int execute(Terminal terminal, CommandLine verb, String... args) {
        verb.setOut(terminal.out());
        verb.setErr(terminal.err());
        verb.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF));
        verb.registerConverter(java.time.Duration.class, Options::duration);
        verb.setParameterExceptionHandler((wrong, _) -> misused(terminal, wrong));
        verb.setExecutionExceptionHandler((failed, _, _) -> failed(terminal, failed));
        return verb.execute(args);
    }

    private static int misused(Terminal terminal, ParameterException wrong) {
        String name = wrong.getCommandLine().getCommandSpec().qualifiedName();
        terminal.err().println(name + ": " + wrong.getMessage());
        terminal.err().println(name + " --help says what there is.");
        return Exit.USAGE.code();
    }

    private static int failed(Terminal terminal, Exception failed) {
        return switch (failed) {
            case Failed expected -> {
                terminal.err().println("sluice: " + expected.sentence());
                yield expected.exit().code();
            }
            default -> {
                terminal.err().println("sluice: this is a mistake in the command line: " + failed);
                yield Exit.ERROR.code();
            }
        };
    }

    private static int unknown(Terminal terminal, String word) {
        terminal.err()
                .println("sluice: there is no verb " + Json.printable(word) + "; there are "
                        + String.join(", ", Verbs.names()) + ".");
        terminal.err().println("sluice --help says what they do.");
        return Exit.USAGE.code();
    }
}
