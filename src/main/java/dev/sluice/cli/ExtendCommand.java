package dev.sluice.cli;

import dev.sluice.validation.Durations;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code extend}. */
@Command(
        name = "extend",
        description = "Gives a release more time until its deadline.",
        footer = {"", "Example:", "  sluice extend shop --by 1h"})
final class ExtendCommand extends CommandVerb {

    @Option(names = "--by", required = true, paramLabel = "DURATION", description = "How much more, such as 1h.")
    Duration by = Duration.ZERO;

    ExtendCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Exit run(Api api, String release) {
        return command(api, release, body("extend").put("by", Durations.format(by)));
    }
}
