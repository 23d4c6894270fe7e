package dev.sluice.api;

import org.jspecify.annotations.Nullable;

/**
 * A person's word on an approval step.
 *
 * @param step its number as the release shows it; the one that is open where it is left out
 * @param decision approve or reject
 */
public record ApprovalBody(
        @Nullable Integer step,
        @Nullable String decision,
        @Nullable String comment) {

    String text() {
        return comment == null ? "" : comment.strip();
    }
}
