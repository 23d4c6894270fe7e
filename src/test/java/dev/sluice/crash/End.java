package dev.sluice.crash;

import dev.sluice.release.Event;
import dev.sluice.release.Outcome;
import dev.sluice.release.Phase;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Spec;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.store.Events;
import dev.sluice.store.ReleaseStore;
import dev.sluice.store.TargetStates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * How it ended, in words that are the same for every run of a scenario.
 *
 * @param audit what was noted, in order
 * @param quarantined how many of the versions
 * @param stable by target: whether it is the version that was released, or the one before
 */
record End(List<Told> releases, List<String> audit, long quarantined, Map<String, String> stable) {

    /** A release's end and its way there, by target. */
    record Told(Spec.Kind kind, Phase phase, Outcome outcome, Map<String, List<String>> walked) {}

    /** The same for a scenario in which the clock decides how far a release comes: without the way. */
    End withoutWay() {
        List<Told> ends = releases.stream()
                .map(told -> new Told(told.kind(), told.phase(), told.outcome(), Map.of()))
                .toList();
        return new End(ends, audit, quarantined, stable);
    }

    /** How it ended for releases of one play, the oldest first. */
    static End of(Play play, List<String> releases) {
        return play.lane().database().in(handle -> of(handle, releases));
    }

    static boolean exists(Play play, String release) {
        return play.lane()
                .database()
                .read(handle -> ReleaseStore.find(handle, new ReleaseId(release)))
                .isPresent();
    }

    private static End of(Handle handle, List<String> ids) {
        List<Release> releases = ids.stream()
                .distinct()
                .map(id -> ReleaseStore.find(handle, new ReleaseId(id)).orElseThrow())
                .toList();
        Release last = releases.getLast();
        Map<String, String> stable = new TreeMap<>();
        last.targets().forEach(target -> stable.put(target.id().name(), stable(handle, target.id(), last)));
        return new End(
                releases.stream().map(release -> told(handle, release)).toList(),
                handle.createQuery("select action from audit where subject = any (:ids) order by number")
                        .bindArray("ids", String.class, ids)
                        .mapTo(String.class)
                        .list(),
                handle.createQuery("select count(*) from quarantine where release_id = any (:ids)")
                        .bindArray("ids", String.class, ids)
                        .mapTo(Long.class)
                        .one(),
                stable);
    }

    private static String stable(Handle handle, TargetId target, Release last) {
        return TargetStates.find(handle, target)
                .flatMap(TargetStates.State::stable)
                .map(version -> name(version, last))
                .orElse("none");
    }

    private static String name(Version version, Release last) {
        return version.isSameAs(last.spec().version()) ? "released" : "before";
    }

    private static Told told(Handle handle, Release release) {
        Map<String, List<String>> walked = new TreeMap<>();
        for (Events.Stored stored : Events.of(handle, release.id(), 0, 10_000)) {
            if (stored.event() instanceof Event.Moved moved) {
                walked.computeIfAbsent(moved.target().name(), _ -> new ArrayList<>())
                        .add(moved.stage().getClass().getSimpleName() + " "
                                + moved.stage().weight());
            }
        }
        Event.Ended ended = release.ending().orElseThrow();
        return new Told(release.spec().kind(), ended.phase(), ended.outcome(), walked);
    }
}
