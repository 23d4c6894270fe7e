package dev.sluice.engine;

import dev.sluice.engine.Refusal.Code;
import dev.sluice.release.Command;
import dev.sluice.release.Frozen;
import dev.sluice.release.Health;
import dev.sluice.release.Question;
import dev.sluice.release.Release;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.store.Audit;
import dev.sluice.store.Catalogue;
import dev.sluice.store.Endpoints;
import dev.sluice.store.ReleaseStore;
import dev.sluice.store.RouteWrites;
import dev.sluice.store.TargetStates;
import dev.sluice.traffic.TrafficRouter;
import dev.sluice.traffic.TrafficRouter.Report;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Changes of a version's instances. Adding and removing some is free. When none is left of those on which a version was
 * judged, it is another build for all that Sluice knows: a candidate begins anew, and stable takes an operator.
 */
public final class InstanceChanges {

    private InstanceChanges() {}

    /**
     * A change that is asked for.
     *
     * @param mayReplaceStable whether who asks may replace what all users meet
     */
    public record Change(TargetId target, Version version, List<URI> urls, String by, boolean mayReplaceStable) {}

    /**
     * Carries it out.
     *
     * @param routers asked, without waiting, whether instances are healthy
     * @throws Refusal when it can't be, with what to do instead
     */
    public static void change(Handle handle, Change change, TrafficRouter routers, Instant now) {
        TargetStates.State state = TargetStates.find(handle, change.target())
                .orElseThrow(() -> Refusal.of(Code.NOT_FOUND, "there is no target " + change.target()));
        ReleaseStore.lockLane(handle, change.target().service(), state.environment());
        Optional<Release> moving = ReleaseStore.lockMoving(handle, change.target(), state.environment());
        Optional<Endpoints.Stored> before =
                Endpoints.find(handle, change.target(), change.version().digest());
        if (before.filter(stored -> stored.pool().endpoints().equals(change.urls()))
                .isPresent()) {
            return;
        }
        boolean replaces = before.filter(stored -> stored.tested().stream().noneMatch(change.urls()::contains))
                .isPresent();
        boolean ofCandidate = moving.filter(release -> release.spec().version().isSameAs(change.version()))
                .isPresent();
        if (ofCandidate) {
            refuseStables(handle, change, state);
        } else if (isKept(state, change.version())) {
            checkStable(handle, change, state, before, replaces, routers, now);
        }
        if (ofCandidate && replaces) {
            refuseFailed(handle, moving.orElseThrow(), now);
        }
        Endpoints.put(handle, change.target(), change.version(), change.urls());
        if (replaces) {
            Endpoints.tested(handle, change.target(), change.version());
        }
        String what = what(change, before);
        moving.ifPresent(release -> note(handle, release, change, replaces && ofCandidate, what, routers, now));
        RouteWrites.refresh(handle, change.target(), change.version());
        Audit.note(
                handle,
                change.by(),
                "endpoints.put",
                change.target() + " " + change.version().digest(),
                Map.of("endpoints", change.urls(), "replaced", replaces));
    }

    /**
     * Takes over the instances that a new release names. They may be those of a version that users meet now, but not
     * others: those would take the place of what was judged, and nobody would have said so.
     */
    static void ofRequest(Handle handle, TargetId target, Version version, List<URI> urls) {
        TargetStates.State state = TargetStates.find(handle, target).orElseThrow();
        Optional<Endpoints.Stored> before = Endpoints.find(handle, target, version.digest());
        boolean isInUse = isKept(state, version) || RouteWrites.has(handle, target, version);
        boolean same =
                before.filter(stored -> stored.pool().endpoints().equals(urls)).isPresent();
        if (isInUse && !same) {
            throw new Refusal(
                    Code.CONFLICT,
                    "/version/endpoints",
                    version.label() + " has users at " + target.name()
                            + " with other instances; leave endpoints out, or"
                            + " change them by PUT /v1/services/" + target.service() + "/targets/" + target.name()
                            + "/versions/" + version.digest() + "/endpoints");
        }
        if (!isInUse) {
            refuseStables(handle, new Change(target, version, urls, "", false), state);
            Endpoints.put(handle, target, version, urls);
            Endpoints.tested(handle, target, version);
        }
    }

    /** What is stable, and what an undo would bring back. */
    private static boolean isKept(TargetStates.State state, Version version) {
        return state.stable().filter(version::isSameAs).isPresent()
                || state.previous().filter(version::isSameAs).isPresent();
    }

    /** A version can't be compared with itself. */
    private static void refuseStables(Handle handle, Change change, TargetStates.State state) {
        List<URI> stables = state.stable()
                .filter(stable -> !stable.isSameAs(change.version()))
                .flatMap(stable -> Endpoints.find(handle, change.target(), stable.digest()))
                .map(stored -> stored.pool().endpoints())
                .orElse(List.of());
        change.urls().stream().filter(stables::contains).findFirst().ifPresent(url -> {
            throw new Refusal(
                    Code.INVALID,
                    "/endpoints",
                    url + " is an instance of " + state.stable().orElseThrow().label() + ", which is stable at "
                            + change.target().name() + "; a candidate needs instances of its own");
        });
    }

    /** Other instances of a version that failed would be judged with a fresh chance of getting through. */
    private static void refuseFailed(Handle handle, Release release, Instant now) {
        boolean failed = ReleaseStore.analysis(handle, release.id())
                .filter(analysis -> Question.hasFailed(release, analysis, now))
                .isPresent();
        if (failed) {
            throw Refusal.of(
                    Code.CONFLICT,
                    "a gate of " + release.id()
                            + " has failed; abort it, and release what the new instances run as a new" + " version");
        }
    }

    private static void checkStable(
            Handle handle,
            Change change,
            TargetStates.State state,
            Optional<Endpoints.Stored> before,
            boolean replaces,
            TrafficRouter routers,
            Instant now) {
        if (replaces && !change.mayReplaceStable()) {
            throw Refusal.of(
                    Code.NOT_ALLOWED,
                    "replacing all instances of " + change.version().label() + " at "
                            + change.target().name() + " takes the role operator: none would be left of those that were"
                            + " judged; release what they run as a new version");
        }
        if (replaces) {
            Frozen.of(Catalogue.freezes(handle), change.target().service(), state.environment(), now)
                    .ifPresent(freeze -> {
                        throw Refusal.of(
                                Code.CONFLICT,
                                "all instances of " + change.version().label() + " can't be replaced now: "
                                        + freeze.sentence(now));
                    });
        }
        boolean stable = state.stable().filter(change.version()::isSameAs).isPresent();
        List<URI> old = before.map(stored -> stored.pool().endpoints()).orElse(List.of());
        boolean keepsOne = change.urls().stream().anyMatch(old::contains);
        if (stable && !keepsOne && health(routers, change.target()).isThere()) {
            throw Refusal.of(
                    Code.CONFLICT,
                    "no instance of " + change.version().label() + " that users meet now would be left at "
                            + change.target().name() + "; send the old and the new ones together first, and leave the"
                            + " old ones out when the new ones are healthy");
        }
        if (stable && keepsOne && removesHealthy(routers, change, old)) {
            throw Refusal.of(
                    Code.CONFLICT,
                    "wait until the new instances at " + change.target().name() + " are healthy: "
                            + health(routers, change.target()).healthy() + " of " + old.size() + " are now");
        }
    }

    /** Whether more instances would go than are left over while fewer than all are healthy. */
    private static boolean removesHealthy(TrafficRouter routers, Change change, List<URI> old) {
        long left = change.urls().stream().filter(old::contains).count();
        Health health = health(routers, change.target());
        return health.isThere() && left < old.size() && health.of() - health.healthy() >= left;
    }

    private static Health health(TrafficRouter routers, TargetId target) {
        return routers.lastKnown(target) instanceof Report.InForce router ? router.stable() : Health.UNKNOWN;
    }

    private static void note(
            Handle handle,
            Release release,
            Change change,
            boolean replaced,
            String what,
            TrafficRouter routers,
            Instant now) {
        Command command = new Command.ChangeInstances(change.target(), replaced, what);
        Release after = Intake.command(handle, release.id(), command, change.by(), routers, now);
        if (replaced) {
            ReleaseStore.beginAnalysis(handle, after);
        }
    }

    private static String what(Change change, Optional<Endpoints.Stored> before) {
        List<URI> old = before.map(stored -> stored.pool().endpoints()).orElse(List.of());
        List<URI> added =
                change.urls().stream().filter(url -> !old.contains(url)).toList();
        List<URI> removed =
                old.stream().filter(url -> !change.urls().contains(url)).toList();
        return "instances of " + change.version().label()
                + (added.isEmpty() ? "" : ", added " + texts(added))
                + (removed.isEmpty() ? "" : ", removed " + texts(removed));
    }

    private static String texts(List<URI> urls) {
        return String.join(" ", urls.stream().map(URI::toString).toList());
    }
}
