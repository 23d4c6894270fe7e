package dev.sluice.engine;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.catalogue.AllowedStrategies;
import dev.sluice.engine.Refusal.Code;
import dev.sluice.release.Cause;
import dev.sluice.release.Circumstances;
import dev.sluice.release.Command;
import dev.sluice.release.CommandResult;
import dev.sluice.release.Commands;
import dev.sluice.release.Event;
import dev.sluice.release.Frozen;
import dev.sluice.release.Health;
import dev.sluice.release.Phase;
import dev.sluice.release.Plan;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Spec;
import dev.sluice.release.TargetId;
import dev.sluice.release.TargetState;
import dev.sluice.release.Version;
import dev.sluice.store.Audit;
import dev.sluice.store.Catalogue;
import dev.sluice.store.ReleaseStore;
import dev.sluice.store.TargetStates;
import dev.sluice.traffic.TrafficRouter;
import dev.sluice.traffic.TrafficRouter.Report;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Takes releases and commands in, each in one transaction with its answer. */
public final class Intake {

    private Intake() {}

    /** What a release would be; nothing is changed. */
    public static Release preview(Handle handle, Request request, Instant now) {
        return PlannedRelease.of(handle, Ids.release(now), request, now).release();
    }

    /**
     * Creates a release.
     *
     * @param id that it gets
     * @throws Refusal when it can't be, naming the field or the reason
     */
    public static Release create(Handle handle, ReleaseId id, Request request, Instant now) {
        PlannedRelease planned = PlannedRelease.of(handle, id, request, now);
        Release release = planned.release();
        Spec spec = release.spec();
        takeLane(handle, release);
        refuseDeleted(handle, release);
        for (TargetState target : release.targets()) {
            List<URI> endpoints = request.endpointsAt(target.id().name());
            if (!endpoints.isEmpty()) {
                InstanceChanges.ofRequest(handle, target.id(), spec.version(), endpoints);
            }
        }
        AnalysisRun analysis = inherited(handle, release).orElseGet(() -> begin(release.plan()));
        ReleaseStore.create(handle, release, new Event.Created(spec, release.plan(), now), analysis);
        Audit.note(
                handle,
                spec.requestedBy(),
                "release.create",
                release.id().value(),
                Map.of(
                        "service",
                        spec.service(),
                        "environment",
                        spec.environment(),
                        "version",
                        spec.version(),
                        "strategy",
                        spec.strategy()));
        noteOtherStrategy(handle, release, request, planned.allowed());
        return release;
    }

    /** A target is deleted under the lock of its lane: one that was planned for may be gone when that is had. */
    private static void refuseDeleted(Handle handle, Release release) {
        List<String> names =
                release.targets().stream().map(target -> target.id().name()).toList();
        if (!Catalogue.haveTargets(handle, release.spec().service(), names)) {
            throw Refusal.of(Code.CONFLICT, "a target of the plan was deleted meanwhile; ask again");
        }
    }

    /** A strategy beyond what is allowed to releasers may have no gates: that somebody took it must be found later. */
    private static void noteOtherStrategy(Handle handle, Release release, Request request, AllowedStrategies allowed) {
        String strategy = release.spec().strategy();
        if (request.kind() == Spec.Kind.ROLLOUT && !allowed.has(strategy)) {
            Audit.note(
                    handle,
                    request.requestedBy(),
                    "release.otherStrategy",
                    release.id().value(),
                    Map.of("strategy", strategy, "allowed", allowed.names()));
        }
    }

    /**
     * Applies a command to a release.
     *
     * @throws Refusal when there is no such release, or it is in no state for the command
     */
    public static Release command(
            Handle handle, ReleaseId id, Command command, String by, TrafficRouter routers, Instant now) {
        if (command instanceof Command.Abort) {
            // In the order of those who create: first the lane, then its releases.
            ReleaseStore.find(handle, id)
                    .ifPresent(release -> ReleaseStore.lockLane(
                            handle, release.spec().service(), release.spec().environment()));
        }
        Release before = ReleaseStore.lock(handle, id).orElseThrow(() -> notFound(id));
        return switch (Commands.apply(before, command, by, circumstances(handle, before, command, routers, now), now)) {
            case CommandResult.Refused refused -> throw Refusal.of(Code.CONFLICT, id + " can't: " + refused.why());
            case CommandResult.Accepted accepted -> {
                Audit.note(
                        handle,
                        by,
                        "release." + command.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                        id.value(),
                        Map.of("comment", command.comment()));
                if (command instanceof Command.Abort) {
                    abortTwins(handle, before, by, now);
                }
                yield ReleaseStore.append(handle, before, accepted.events());
            }
        };
    }

    private static Circumstances circumstances(
            Handle handle, Release release, Command command, TrafficRouter routers, Instant now) {
        if (!command.pushesOn()) {
            return Circumstances.NONE;
        }
        Map<TargetId, Health> candidates = new HashMap<>();
        for (TargetState target : release.targets()) {
            if (routers.lastKnown(target.id()) instanceof Report.InForce router) {
                candidates.put(target.id(), router.candidate());
            }
        }
        return new Circumstances(Frozen.of(Catalogue.freezes(handle), release.spec(), now), candidates);
    }

    /** Who aborts a version doesn't want it: releases of it that wait in the same lane end too. */
    private static void abortTwins(Handle handle, Release aborted, String by, Instant now) {
        Spec spec = aborted.spec();
        ReleaseStore.lockUnfinished(handle, spec.service(), spec.environment()).stream()
                .filter(other -> !other.id().equals(aborted.id())
                        && !other.started()
                        && other.spec().version().isSameAs(spec.version()))
                .forEach(twin -> {
                    Command abort = new Command.Abort("the same version as " + aborted.id() + ", which was aborted");
                    if (Commands.apply(twin, abort, by, Circumstances.NONE, now)
                            instanceof CommandResult.Accepted accepted) {
                        ReleaseStore.append(handle, twin, accepted.events());
                    }
                });
    }

    /**
     * Tries an ended release again.
     *
     * @param made id of the new release
     * @throws Refusal when it hasn't ended without success
     */
    public static Release retry(Handle handle, ReleaseId made, ReleaseId id, String by, String comment, Instant now) {
        Release before = ReleaseStore.find(handle, id).orElseThrow(() -> notFound(id));
        if (!before.hasEnded() || before.phase() == Phase.SUCCEEDED) {
            throw Refusal.of(Code.CONFLICT, id + " can't be retried: it is " + before.phase());
        }
        return create(
                handle, made, following(before, Spec.Kind.RETRY, before.spec().version(), by, comment), now);
    }

    /**
     * Gives everything back to the version before, while that is kept.
     *
     * @param made id of the new release
     * @throws Refusal when the release hasn't succeeded, another one came after it, or keepFor is over
     */
    public static Release undo(Handle handle, ReleaseId made, ReleaseId id, String by, String comment, Instant now) {
        Release before = ReleaseStore.find(handle, id).orElseThrow(() -> notFound(id));
        if (before.phase() != Phase.SUCCEEDED) {
            throw Refusal.of(Code.CONFLICT, id + " can't be undone: it is " + before.phase() + "; abort it instead");
        }
        Instant until = before.ending().orElseThrow().at().plus(before.plan().keepFor());
        if (!now.isBefore(until)) {
            throw Refusal.of(Code.CONFLICT, id + " can't be undone: the old version was kept until " + until);
        }
        ReleaseStore.lockLane(handle, before.spec().service(), before.spec().environment());
        ReleaseStore.lockUnfinished(
                        handle, before.spec().service(), before.spec().environment())
                .stream()
                .findFirst()
                .ifPresent(other -> {
                    throw Refusal.of(
                            Code.CONFLICT,
                            id + " can't be undone while " + other.id() + " of "
                                    + other.spec().version().label()
                                    + (other.started() ? " is moving" : " is waiting") + "; abort " + other.id()
                                    + " first");
                });
        Version previous = previous(handle, before);
        return create(handle, made, following(before, Spec.Kind.UNDO, previous, by, comment), now);
    }

    private static Version previous(Handle handle, Release release) {
        TargetId first = release.targets().getFirst().id();
        TargetStates.State state = TargetStates.find(handle, first)
                .filter(_ -> Catalogue.haveTargets(handle, first.service(), List.of(first.name())))
                .orElseThrow(() ->
                        Refusal.of(Code.CONFLICT, release.id() + " can't be undone: target " + first + " was deleted"));
        boolean newest =
                state.stable().filter(release.spec().version()::isSameAs).isPresent();
        if (!newest) {
            throw Refusal.of(Code.CONFLICT, release.id() + " can't be undone: a newer release came after it");
        }
        return state.previous()
                .orElseThrow(() -> Refusal.of(
                        Code.CONFLICT, release.id() + " can't be undone: it was the first release of " + first));
    }

    private static Request following(Release before, Spec.Kind kind, Version version, String by, String comment) {
        Spec spec = before.spec();
        return new Request(
                spec.service(),
                spec.environment(),
                version,
                Map.of(),
                Optional.of(spec.strategy()),
                comment,
                spec.links(),
                kind,
                Optional.of(before.id()),
                by,
                false);
    }

    /** What a newer release does to those before it. */
    private static void takeLane(Handle handle, Release release) {
        ReleaseStore.lockLane(handle, release.spec().service(), release.spec().environment());
        List<Release> before = ReleaseStore.lockUnfinished(
                handle, release.spec().service(), release.spec().environment());
        for (Release other : before) {
            if (!other.started()) {
                supersede(handle, other, release);
            } else if (release.plan().onNewer() == Plan.OnNewer.REFUSE) {
                throw Refusal.of(
                        Code.CONFLICT, "release " + other.id() + " is still moving here, and the strategy says refuse");
            } else if (release.plan().onNewer() == Plan.OnNewer.SUPERSEDE && other.phase() != Phase.PROMOTING) {
                supersede(handle, other, release);
            }
        }
    }

    private static void supersede(Handle handle, Release other, Release by) {
        if (Commands.apply(
                        other,
                        new Command.Supersede(by.id()),
                        "sluice",
                        Circumstances.NONE,
                        by.spec().createdAt())
                instanceof CommandResult.Accepted accepted) {
            ReleaseStore.append(handle, other, accepted.events());
        }
    }

    /**
     * A retry against the same stable goes on with the evidence: a fresh α for each try would let a bad build through.
     * After a failed gate somebody has lifted the quarantine in their own name; then it is judged anew.
     */
    private static Optional<AnalysisRun> inherited(Handle handle, Release release) {
        if (release.spec().kind() != Spec.Kind.RETRY) {
            return Optional.empty();
        }
        return release.spec()
                .follows()
                .flatMap(id -> ReleaseStore.find(handle, id)
                        .filter(before -> !(before.cause().orElse(null) instanceof Cause.GateFailed))
                        .filter(before ->
                                before.plan().gates().equals(release.plan().gates()))
                        .filter(before -> hasSameStable(handle, before))
                        .flatMap(_ -> ReleaseStore.analysis(handle, id)))
                .map(AnalysisRun::carryOver);
    }

    private static boolean hasSameStable(Handle handle, Release before) {
        return before.targets().stream()
                .allMatch(target -> TargetStates.find(handle, target.id())
                        .map(TargetStates.State::stable)
                        .filter(target.stable()::equals)
                        .isPresent());
    }

    private static AnalysisRun begin(Plan plan) {
        return AnalysisRun.begin(plan.gates(), plan.alpha(), plan.beta(), plan.comparedSteps());
    }

    private static Refusal notFound(ReleaseId id) {
        return Refusal.of(Code.NOT_FOUND, "there is no release " + id);
    }
}
