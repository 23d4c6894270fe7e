package dev.sluice.api;

import jakarta.validation.constraints.Size;
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

        @Size(max = 2000, message = "must have at most 2000 characters") @Nullable
        String comment) {

    String text() {
        return comment == null ? "" : comment.strip();
    }
}
