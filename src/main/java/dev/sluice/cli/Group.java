package dev.sluice.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Verbs under one word, such as {@code token}; alone it says which there are. */
@Command(synopsisSubcommandLabel = "VERB")
final class Group implements Runnable {

    private final String name;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Says what this does.")
    boolean help;

    private Group(String name) {
        this.name = name;
    }

    /**
     * A group without verbs yet.
     *
     * @param example of one of its verbs, as it is typed behind {@code sluice}
     */
    static CommandLine of(String name, String description, String example) {
        CommandLine line = new CommandLine(new Group(name));
        line.getCommandSpec().usageMessage().description(description).footer("", "Example:", "  sluice " + example);
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                name + " needs one of " + String.join(", ", spec.subcommands().keySet()));
    }
}
