package dev.sluice.cli;

import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

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
                .orElseGet(() -> unknown(terminal, args));
    }

    private static int execute(Terminal terminal, CommandLine verb, String... args) {
        verb.setOut(terminal.out());
        verb.setErr(terminal.err());
        verb.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF));
        verb.registerConverter(java.time.Duration.class, Options::duration);
        Complaint complaint = Complaint.of(terminal, args);
        verb.setParameterExceptionHandler((wrong, _) -> complaint.misused(
                wrong.getCommandLine().getCommandSpec().qualifiedName(), String.valueOf(wrong.getMessage())));
        verb.setExecutionExceptionHandler((failed, _, _) -> complaint.about(expected(failed)));
        return verb.execute(args);
    }

    private static Failed expected(Exception failed) {
        return failed instanceof Failed expected
                ? expected
                : new Failed(Exit.ERROR, "this is a mistake in the command line: " + failed);
    }

    private static int unknown(Terminal terminal, String... args) {
        String known = Names.like(args[0], Verbs.names());
        return Complaint.of(terminal, args)
                .misused(
                        "sluice",
                        "there is no verb " + Json.printable(args[0])
                                + (known.isEmpty() ? "; there are " + String.join(", ", Verbs.names()) : known));
    }
}
