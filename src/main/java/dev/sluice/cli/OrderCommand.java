package dev.sluice.cli;

import picocli.CommandLine.Command;

/** A command to a release that needs nothing but its name. */
@Command
final class OrderCommand extends CommandVerb {

    private final Order order;

    OrderCommand(Terminal terminal, Order order) {
        super(terminal);
        this.order = order;
    }

    @Override
    Which which() {
        return order.which();
    }

    @Override
    Exit run(Api api, String release) {
        return command(api, release, body(order.word()));
    }
}
