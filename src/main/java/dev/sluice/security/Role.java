package dev.sluice.security;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody may do. */
public enum Role {
    VIEWER(Permission.READ, Permission.ABORT),
    RELEASER(Permission.READ, Permission.ABORT, Permission.RELEASE),
    APPROVER(Permission.READ, Permission.ABORT, Permission.APPROVE),
    OPERATOR(
            Permission.READ,
            Permission.ABORT,
            Permission.RELEASE,
            Permission.APPROVE,
            Permission.OPERATE,
            Permission.AUDIT),
    ADMIN(
            Permission.READ,
            Permission.ABORT,
            Permission.RELEASE,
            Permission.APPROVE,
            Permission.OPERATE,
            Permission.AUDIT,
            Permission.ADMINISTER);

    private final ImmutableSet<Permission> permissions;

    Role(Permission first, Permission... others) {
        this.permissions = Sets.immutableEnumSet(first, others);
    }

    /** One thing that may be allowed. */
    public enum Permission {
        READ,
        /**
         * Abort a release. Everybody may: it only ever gives users back to the version that works, and whoever sees harm
         * must not have to look for somebody else.
         */
        ABORT,
        /** Create, pause and retry releases; register instances. */
        RELEASE,
        APPROVE,
        /** Resume, advance, promote, undo; quarantine; services, targets, strategies and freezes. */
        OPERATE,
        /** Read who changed what. */
        AUDIT,
        /** Tokens, environments and connections. */
        ADMINISTER
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** The smallest role that may; roles stand in the order of what they may. */
    public static Role least(Permission permission) {
        return Stream.of(values())
                .filter(role -> role.may(permission))
                .findFirst()
                .orElseThrow();
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
