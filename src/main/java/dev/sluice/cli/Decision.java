package dev.sluice.cli;

import java.util.Locale;
import picocli.CommandLine;

/** What a person says to a step that waits for people. */
enum Decision {
    APPROVE("Lets a release go on that waits for people. Not by whoever asked for the release."),
    REJECT("Takes a release back that waits for people.");

    private final String description;

    Decision(String description) {
        this.description = description;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    CommandLine command(Terminal terminal) {
        CommandLine command = new CommandLine(new DecisionCommand(terminal, this));
        command.getCommandSpec()
                .usageMessage()
                .description(description)
                .footer("", "Example:", "  sluice " + word() + " shop --comment \"looked at the dashboards\"");
        return command;
    }
}
