package dev.sluice.security;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do. */
public enum Role {
    VIEWER(Permission.READ),
    RELEASER(Permission.READ, Permission.RELEASE),
    APPROVER(Permission.READ, Permission.APPROVE),
    OPERATOR(Permission.READ, Permission.RELEASE, Permission.APPROVE, Permission.OPERATE),
    ADMIN(Permission.READ, Permission.RELEASE, Permission.APPROVE, Permission.OPERATE, Permission.ADMINISTER);

    private final ImmutableSet<Permission> permissions;

    Role(Permission first, Permission... others) {
        this.permissions = Sets.immutableEnumSet(first, others);
    }

    /** One thing that may be allowed. */
    public enum Permission {
        READ,
        /** Create, pause, abort and retry releases; register instances. */
        RELEASE,
        APPROVE,
        /** Resume, advance, promote, undo; quarantine; services, targets, strategies and freezes. */
        OPERATE,
        /** Tokens, environments and connections. */
        ADMINISTER
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** The role of a word, as it is written in documents: lower case. */
    public static Optional<Role> of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
