package dev.sluice.cli;

import picocli.CommandLine;

/** {@code instances list}, {@code instances set}, {@code instances add}, {@code instances remove}. */
final class InstancesCommands {

    private InstancesCommands() {}

    static CommandLine of(Terminal terminal) {
        CommandLine group = Group.of(
                        "instances",
                        "Where the versions of a service run: what was started, replaced or stopped.",
                        "instances list shop")
                .addSubcommand("list", new InstancesListCommand(terminal));
        for (InstancesChange change : InstancesChange.values()) {
            group.addSubcommand(change.word(), change.command(terminal));
        }
        return group;
    }
}
