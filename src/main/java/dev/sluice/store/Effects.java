package dev.sluice.store;

import dev.sluice.release.Cause;
import dev.sluice.release.Event;
import dev.sluice.release.Phase;
import dev.sluice.release.Release;
import dev.sluice.release.TargetState;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What follows from a release's events in other tables, in the same transaction. */
final class Effects {

    private Effects() {}

    static void of(Handle handle, Release before, Release after, List<Event> events) {
        Optional<Event.Ended> ended = after.hasEnded() && !before.hasEnded() ? after.ending() : Optional.empty();
        boolean succeeded = ended.filter(end -> end.phase() == Phase.SUCCEEDED).isPresent();
        boolean started = after.started() && !before.started();
        for (TargetState target : after.targets()) {
            if (succeeded) {
                TargetStates.promote(handle, target.id(), after.spec().version());
            }
            if (started || target.generation() != before.target(target.id()).generation()) {
                TargetStates.setGeneration(handle, target.id(), target.generation());
                RouteWrites.write(handle, after, target.id());
            }
        }
        if (ended.isPresent()) {
            quarantine(handle, after);
        }
        // What takes the place of one that waited is told by itself.
        if (ended.filter(end -> end.phase() != Phase.SUPERSEDED || before.started())
                .isPresent()) {
            ReleaseStore.unfinished(handle, after.spec().service(), after.spec().environment())
                    .forEach(waiting -> Database.tell(handle, "release " + waiting.id()));
        }
    }

    private static void quarantine(Handle handle, Release release) {
        if (release.cause().orElse(null) instanceof Cause.GateFailed failed) {
            Quarantines.put(
                    handle,
                    "q-" + release.id().value().substring(2),
                    release.spec().service(),
                    release.spec().environment(),
                    release.spec().version(),
                    failed.sentence(),
                    Optional.of(release.id().value()),
                    "sluice");
        }
    }
}
