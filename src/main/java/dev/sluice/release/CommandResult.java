package dev.sluice.release;

import java.util.List;

/** What became of a command. */
public sealed interface CommandResult {

    /** It changed the release; no events mean that what was asked was so already. */
    record Accepted(List<Event> events) implements CommandResult {}

    /** The release is not in a state for it. */
    record Refused(String why) implements CommandResult {}
}
