package dev.sluice.security;

import dev.sluice.release.Person;
import java.util.List;

/**
 * Who is asking.
 *
 * @param name stable identity: all tokens of a person carry the same
 * @param person whether it is a human being; only they approve
 * @param groups that approval steps may ask for
 */
public record Principal(String name, boolean person, Role role, List<String> groups) {

    /** Whoever makes a token beside the API, with access to the database itself. */
    public static final String OFFLINE = "offline";

    /** Whoever uses the machine on which Sluice runs, while there are no tokens. */
    public static final Principal LOCAL = new Principal("local", true, Role.ADMIN, List.of());

    public boolean may(Role.Permission permission) {
        return role.may(permission);
    }

    /** Whether an approval step that asks for these people or groups takes this one's word; empty asks for nobody in particular. */
    public boolean isAmong(List<String> from) {
        return from.isEmpty()
                || from.stream()
                        .anyMatch(asked -> Person.isSame(asked, name)
                                || groups.stream().anyMatch(group -> Person.isSame(asked, group)));
    }
}
