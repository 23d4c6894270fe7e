package dev.sluice.api;

import dev.sluice.release.Command;
import dev.sluice.validation.Durations;
import dev.sluice.validation.InvalidDocument;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a release.
 *
 * @param type pause, resume, advance, promote, abort, undo, retry, extend or adopt
 * @param comment for those who read the events
 * @param by how much to extend, for extend
 */
public record CommandBody(
        @Nullable String type,

        @Size(max = 2000, message = "must have at most 2000 characters") @Nullable
        String comment,

        @Nullable String by) {

    private static final Duration HOUR = Duration.ofHours(1);

    String word() {
        return type == null ? "" : type;
    }

    String text() {
        return comment == null ? "" : comment.strip();
    }

    /** The command that stays within the release; undo and retry make another one. */
    Command command() {
        return switch (word()) {
            case "pause" -> new Command.Pause(text());
            case "resume" -> new Command.Resume(text());
            case "advance" -> new Command.Advance(text());
            case "promote" -> new Command.Promote(text());
            case "abort" -> new Command.Abort(text());
            case "adopt" -> new Command.Adopt(text());
            case "extend" -> new Command.Extend(more(), text());
            default ->
                throw InvalidDocument.at(
                        "/type", "must be one of pause, resume, advance, promote, abort, undo, retry, extend, adopt");
        };
    }

    private Duration more() {
        if (by == null) {
            return HOUR;
        }
        return Durations.parse(by)
                .filter(duration -> duration.isPositive() && duration.toDays() <= 30)
                .orElseThrow(() -> InvalidDocument.at("/by", "must be a duration such as 1h, at most 30d"));
    }
}
