package dev.sluice.cli;

import picocli.CommandLine;

/** {@code freeze now}, {@code freeze list}, {@code freeze end}. */
final class FreezeCommands {

    private FreezeCommands() {}

    static CommandLine of(Terminal terminal) {
        return Group.of(
                        "freeze",
                        "Times in which releases stand still. What comes every week is a document: sluice apply.",
                        "freeze now --for 2h")
                .addSubcommand("now", new FreezeNowCommand(terminal))
                .addSubcommand("list", new FreezeListCommand(terminal))
                .addSubcommand("end", new FreezeEndCommand(terminal));
    }
}
