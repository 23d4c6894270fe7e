package dev.sluice.store.own;

import java.util.List;

/**
 * Starts a command apart from the terminal. Ctrl-C goes to every process of the terminal's foreground at once, and
 * PostgreSQL must outlive Sluice's own clean end.
 */
final class Session {

    private Session() {}

    /** What stands before the command. The process id stays that of the command. Empty where there is no way. */
    static List<String> prefix() {
        if (Command.isOnPath("setsid")) {
            return List.of("setsid");
        }
        if (Command.isOnPath("perl")) {
            return List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec { $ARGV[0] } @ARGV or exit 127", "--");
        }
        return List.of();
    }
}
