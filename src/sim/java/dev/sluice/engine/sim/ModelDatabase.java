package dev.sluice.engine.sim;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.engine.sim.Fact.Writer;
import dev.sluice.engine.sim.Tables.Row;
import dev.sluice.release.Cause;
import dev.sluice.release.Event;
import dev.sluice.release.Freeze;
import dev.sluice.release.Phase;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Schedule;
import dev.sluice.release.TargetState;
import dev.sluice.release.Version;
import dev.sluice.store.ReleaseStore;
import dev.sluice.store.TargetStates;
import dev.sluice.traffic.Binding;
import dev.sluice.traffic.DesiredTraffic;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.Traffic.Pool;
import dev.sluice.traffic.embedded.HostBinding;
import dev.sluice.traffic.embedded.StickyBy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Writes releases with everything that follows from their events: as ReleaseStore, Effects and Routes do. */
final class ModelDatabase {

    private static final Binding BINDING = new HostBinding(List.of(), "/", new StickyBy.ClientAddress());

    final Tables tables = new Tables();
    final Rules rules;
    private final Timeline timeline;
    private final Chronicle chronicle;
    private final BiConsumer<String, String> tell;

    /**
     * An empty database.
     *
     * @param tell tells all processes a kind and a subject
     */
    ModelDatabase(Rules rules, Timeline timeline, Chronicle chronicle, BiConsumer<String, String> tell) {
        this.rules = rules;
        this.timeline = timeline;
        this.chronicle = chronicle;
        this.tell = tell;
    }

    /** A constraint of the schema was violated: the transaction is rolled back. */
    static final class Violated extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Violated(String what) {
            super(what);
        }
    }

    /** Who writes. */
    record Pen(Writer writer, String node, long epoch, String key) {}

    Instant now() {
        return timeline.now();
    }

    void note(Fact fact) {
        chronicle.note(fact);
    }

    void tell(String kind, String subject) {
        tell.accept(kind, subject);
    }

    Row row(ReleaseId id) {
        return Optional.ofNullable(tables.releases.get(id))
                .orElseThrow(() -> new IllegalArgumentException("no release " + id));
    }

    /** Lanes of releases; one that isn't there is left out. */
    Map<ReleaseId, String> lanes(List<ReleaseId> ids) {
        Map<ReleaseId, String> lanes = new HashMap<>();
        ids.stream()
                .flatMap(id -> Optional.ofNullable(tables.releases.get(id)).stream())
                .map(Row::release)
                .forEach(release -> lanes.put(
                        release.id(),
                        ReleaseStore.lane(
                                release.spec().service(), release.spec().environment())));
        return lanes;
    }

    void create(Release release, Event.Created created, AnalysisRun analysis, Pen pen) {
        tables.releases.put(release.id(), new Row(release, analysis, Optional.empty(), now()));
        note(new Fact.Committed(now(), pen.writer(), pen.node(), pen.epoch(), pen.key(), List.of(created), release));
        tell("release", release.id().value());
    }

    /** Appends events to a release that nobody can change meanwhile. */
    Release append(Release before, List<Event> events, Pen pen) {
        if (events.isEmpty()) {
            return before;
        }
        Release after = before;
        for (Event event : events) {
            after = after.evolve(event);
        }
        write(before, after, events, pen);
        tell("release", before.id().value());
        return after;
    }

    void write(Release before, Release after, List<Event> events, Pen pen) {
        Row row = row(after.id());
        checkLane(after);
        tables.releases.put(after.id(), row.with(after, now()));
        note(new Fact.Committed(now(), pen.writer(), pen.node(), pen.epoch(), pen.key(), List.copyOf(events), after));
        effects(before, after);
    }

    private void checkLane(Release after) {
        boolean taken = rules.lane()
                && isActive(after)
                && tables.unfinished(after.spec().service(), after.spec().environment()).stream()
                        .anyMatch(other -> isActive(other) && !other.id().equals(after.id()));
        if (taken) {
            throw new Violated("release_lane: " + after.id() + " would be the second active release");
        }
    }

    private static boolean isActive(Release release) {
        return release.started() && !release.hasEnded();
    }

    private void effects(Release before, Release after) {
        boolean ended = after.hasEnded() && !before.hasEnded();
        boolean started = after.started() && !before.started();
        for (TargetState target : after.targets()) {
            if (ended && after.phase() == Phase.SUCCEEDED) {
                promote(target, after.spec().version());
            }
            if (started || target.generation() != before.target(target.id()).generation()) {
                setGeneration(target);
                put(traffic(after, target));
            }
        }
        if (ended) {
            if (after.cause().orElse(null) instanceof Cause.GateFailed) {
                quarantine(after.spec().service(), after.spec().version());
            }
            tables.outbox.add(after.id() + " ended");
            tables.unfinished(after.spec().service(), after.spec().environment())
                    .forEach(waiting -> tell("release", waiting.id().value()));
        }
    }

    /** A version is refused from now on. */
    void quarantine(String service, Version version) {
        if (tables.quarantine.add(service + "/" + version.digest())) {
            note(new Fact.Quarantined(now(), service, version.digest()));
        }
    }

    private void promote(TargetState target, Version version) {
        tables.targets.computeIfPresent(
                target.id(),
                (_, state) -> new TargetStates.State(
                        state.target(), state.environment(), Optional.of(version), state.stable(), state.generation()));
    }

    private void setGeneration(TargetState target) {
        tables.targets.computeIfPresent(
                target.id(),
                (_, state) -> state.generation() < target.generation()
                        ? new TargetStates.State(
                                state.target(),
                                state.environment(),
                                state.stable(),
                                state.previous(),
                                target.generation())
                        : state);
    }

    /** What a release's target wants of its routers. */
    static Traffic traffic(Release release, TargetState target) {
        return new DesiredTraffic(target.id(), BINDING, version -> new Pool(version, List.of())).of(release);
    }

    void putFreeze(Freeze freeze, Schedule.Once once) {
        tables.freezes.put(freeze.name(), freeze);
        Optional<String> service = freeze.services().stream().findFirst();
        note(new Fact.Announced(now(), freeze.name(), service, once.from(), once.until()));
        tell("freeze", freeze.name());
    }

    void removeFreeze(String name) {
        if (tables.freezes.remove(name) != null) {
            note(new Fact.Thawed(now(), name));
            tell("freeze", name);
        }
    }

    void put(Traffic traffic) {
        Optional<Traffic> before = Optional.ofNullable(tables.routes.get(traffic.target()));
        if (before.filter(route -> route.generation() > traffic.generation()).isPresent()) {
            return;
        }
        Traffic written = traffic.withEpoch(tables.nextRouteEpoch());
        tables.routes.put(traffic.target(), written);
        note(new Fact.Routed(
                now(),
                written.target(),
                written.generation(),
                written.epoch(),
                written.weight(),
                written.stable().map(Pool::version)));
        tell("route", traffic.target().toString());
    }
}
