package dev.sluice.api;

import dev.sluice.release.Event;
import dev.sluice.release.Stage;
import dev.sluice.store.Events;
import dev.sluice.validation.Durations;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a release.
 *
 * @param id the same when it is sent again
 * @param number within its release, from 1
 * @param weight in percent, of the candidate
 */
@Schema(name = "Event")
public record EventView(
        String id,
        String release,
        long number,
        String type,
        Instant at,
        @Nullable String target,
        @Nullable String stage,
        @Nullable BigDecimal weight,
        @Nullable String by,
        String sentence) {

    static EventView of(Events.Stored stored) {
        Facts facts = facts(stored.event());
        return new EventView(
                stored.release() + "-" + stored.number(),
                stored.release().value(),
                stored.number(),
                facts.type(),
                stored.event().at(),
                facts.target(),
                facts.stage(),
                facts.weight(),
                facts.by(),
                facts.sentence());
    }

    private record Facts(
            String type,
            @Nullable String target,
            @Nullable String stage,
            @Nullable BigDecimal weight,
            @Nullable String by,
            String sentence) {

        static Facts of(String type, @Nullable String by, String sentence) {
            return new Facts(type, null, null, null, by, sentence);
        }
    }

    private static Facts facts(Event event) {
        return switch (event) {
            case Event.Created created ->
                Facts.of(
                        "release.created",
                        created.spec().requestedBy(),
                        created.spec().version().label() + " of "
                                + created.spec().service() + " to "
                                + created.spec().environment());
            case Event.Started _ -> Facts.of("release.started", null, "it has the lane");
            case Event.Moved moved -> moved(moved);
            case Event.InForce inForce ->
                new Facts(
                        "target.inForce",
                        inForce.target().name(),
                        null,
                        null,
                        null,
                        "the routers confirm generation " + inForce.generation());
            case Event.Drifted drifted ->
                new Facts(
                        "target.drifted",
                        drifted.target().name(),
                        null,
                        drifted.seen().percent(),
                        null,
                        "somebody else set the traffic to " + drifted.seen() + "; corrected");
            case Event.Behind behind ->
                new Facts(
                        "target.behind",
                        behind.target().name(),
                        null,
                        behind.seen().percent(),
                        null,
                        "the router is at generation " + behind.generation() + ", newer than this database knows");
            case Event.Paused paused ->
                Facts.of(
                        "release.paused",
                        paused.pause().by(),
                        paused.pause().reason() + ": " + paused.pause().what());
            case Event.Resumed resumed -> Facts.of("release.resumed", resumed.by(), text("resumed", resumed.comment()));
            case Event.Skipped skipped ->
                Facts.of("release.skipped", skipped.by(), text("holds were skipped", skipped.comment()));
            case Event.Decided decided ->
                Facts.of(
                        decided.approval().approved() ? "approval.given" : "approval.rejected",
                        decided.approval().person(),
                        text(
                                "step " + (decided.approval().step() + 1),
                                decided.approval().comment()));
            case Event.InstancesChanged changed ->
                new Facts(
                        changed.replaced() ? "instances.replaced" : "instances.changed",
                        changed.target().name(),
                        null,
                        null,
                        changed.by(),
                        changed.what());
            case Event.Extended extended ->
                Facts.of("release.extended", extended.by(), "by " + Durations.format(extended.more()));
            case Event.Ended ended -> Facts.of("release.ended", null, ended.phase() + ": " + ended.why());
        };
    }

    private static Facts moved(Event.Moved moved) {
        String type = switch (moved.stage()) {
            case Stage.Waiting _ -> "target.waiting";
            case Stage.AtStep _ -> "target.step";
            case Stage.Promoting _ -> "target.promoting";
            case Stage.Baked _ -> "target.baked";
            case Stage.Returning _ -> "target.returning";
            case Stage.Returned _ -> "target.returned";
        };
        return new Facts(
                type,
                moved.target().name(),
                moved.stage().getClass().getSimpleName(),
                moved.stage().weight().percent(),
                null,
                moved.why());
    }

    private static String text(String what, String comment) {
        return comment.isEmpty() ? what : what + ": " + comment;
    }
}
