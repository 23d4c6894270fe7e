package dev.sluice.engine;

import dev.sluice.release.Command;
import dev.sluice.release.ReleaseId;
import dev.sluice.security.Principal;
import java.util.Locale;
import java.util.Optional;

/** What is asked of releases, as data: it can be kept, and carried out later. */
public sealed interface Intent {

    /** The release that is made or meant; in a retry or an undo the new one. */
    ReleaseId release();

    /** The release that comes into being by it. */
    default Optional<ReleaseId> makes() {
        return switch (this) {
            case Create _, Retry _, Undo _ -> Optional.of(release());
            case Order _, Approve _ -> Optional.empty();
        };
    }

    /** As it stands in sentences. */
    default String what() {
        return switch (this) {
            case Create _ -> "create";
            case Retry _ -> "retry";
            case Undo _ -> "undo";
            case Order order -> order.command().getClass().getSimpleName().toLowerCase(Locale.ROOT);
            case Approve approve -> approve.approves() ? "approve" : "reject";
        };
    }

    record Create(ReleaseId release, Request request) implements Intent {}

    record Retry(ReleaseId release, ReleaseId of, String by, String comment) implements Intent {}

    record Undo(ReleaseId release, ReleaseId of, String by, String comment) implements Intent {}

    /** A command that stays within its release. */
    record Order(ReleaseId release, Command command, String by) implements Intent {}

    /**
     * A person's word on an approval step.
     *
     * @param step index from 0; empty: the one that is open
     */
    record Approve(ReleaseId release, Optional<Integer> step, boolean approves, String comment, Principal by)
            implements Intent {}
}
