package dev.sluice.cli;

import java.util.Locale;
import picocli.CommandLine;

/** Commands to a release that need nothing but its name. */
enum Order {
    PAUSE("Lets a release stand still where it is; gates go on watching."),
    RESUME("Lets a paused release go on."),
    ADVANCE("Takes a release to its next step now, whatever is left of the hold."),
    ABORT("Ends a release now: all traffic back to stable. Asks nothing, needs no reason."),
    ADOPT("Ends a release that an older copy of the database brought back, and keeps what the routers do."),
    UNDO("Gives everything back to the version before, while it is kept after a success.", Which.SUCCEEDED),
    RETRY("Releases the version of an ended release once more.", Which.STOPPED);

    private final String description;

    private final Which which;

    Order(String description) {
        this(description, Which.MOVING);
    }

    Order(String description, Which which) {
        this.description = description;
        this.which = which;
    }

    /** Which release is meant where only its service is named. */
    Which which() {
        return which;
    }

    /** As it is typed, and as the API calls it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    CommandLine command(Terminal terminal) {
        CommandLine command = new CommandLine(new OrderCommand(terminal, this));
        command.getCommandSpec()
                .usageMessage()
                .description(description)
                .footer("", "Example:", "  sluice " + word() + " shop --comment \"as agreed\"");
        return command;
    }
}
