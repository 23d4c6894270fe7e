package dev.sluice.demo;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code demo} is told on the command line. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "A shop with shoppers, a good release and a bad one, on real parts and free ports; nothing is left behind.",
            "After the two releases it stays up for you to play with, until Ctrl-C."
        },
        footer = {"", "Example: sluice demo --once"})
public final class DemoOptions {

    @Option(names = "--once", description = "Ends after the two releases.")
    public boolean once;

    @Option(names = "--json", description = "Prints one JSON object a line; the last one sums up.")
    public boolean json;
}
