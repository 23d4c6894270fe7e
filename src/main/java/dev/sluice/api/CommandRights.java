package dev.sluice.api;

import dev.sluice.security.Role.Permission;
import java.util.LinkedHashMap;
import java.util.Map;

/** What each command to a release takes: CI may stop what it started; to push a release on takes an operator. */
final class CommandRights {

    private static final Map<String, Permission> BY_COMMAND = new LinkedHashMap<>();

    static {
        BY_COMMAND.put("abort", Permission.ABORT);
        BY_COMMAND.put("pause", Permission.RELEASE);
        BY_COMMAND.put("retry", Permission.RELEASE);
        BY_COMMAND.put("resume", Permission.OPERATE);
        BY_COMMAND.put("advance", Permission.OPERATE);
        BY_COMMAND.put("promote", Permission.OPERATE);
        BY_COMMAND.put("extend", Permission.OPERATE);
        BY_COMMAND.put("adopt", Permission.OPERATE);
        BY_COMMAND.put("undo", Permission.OPERATE);
    }

    private CommandRights() {}

    /** By the command's word, in the order in which they are documented. */
    static Map<String, Permission> all() {
        return BY_COMMAND;
    }

    /** What one takes; an unknown word nothing more than what everybody has, so that they are told which there are. */
    static Permission of(String command) {
        return BY_COMMAND.getOrDefault(command, Permission.ABORT);
    }
}
