package dev.sluice.engine.sim;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.engine.Actor;
import dev.sluice.engine.Observed;
import dev.sluice.engine.Observer;
import dev.sluice.engine.Observing;
import dev.sluice.engine.Sources;
import dev.sluice.engine.Tick;
import dev.sluice.engine.Tick.Turned;
import dev.sluice.engine.sim.Tables.Row;
import dev.sluice.release.Decision;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.store.Nodes.Node;
import dev.sluice.store.Ticks.Ticked;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Moves the releases that one process holds: as Engine does, around the real tick. */
final class EngineLoop {

    private static final Duration CLAIM_EVERY = Duration.ofSeconds(1);
    private static final Duration ABORT_WAITS = Duration.ofMillis(200);
    private static final int PARK_AFTER = 5;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final World world;
    private final Machine machine;
    private final Link link;
    private final Node node;
    private final Supplier<Boolean> databaseAnswers;
    private final Predicate<ReleaseId> abortWaits;
    private final Observer observer;
    private final Tick tick;
    private final Map<ReleaseId, Held> held = new TreeMap<>();
    private final Map<ReleaseId, Instant> agenda = new TreeMap<>();
    private final Set<ReleaseId> ticking = new HashSet<>();
    private final Set<ReleaseId> stale = new HashSet<>();
    private boolean claiming;

    private record Held(Release release, AnalysisRun analysis, int failures) {}

    EngineLoop(
            World world,
            Machine machine,
            Link link,
            Node node,
            Supplier<Boolean> databaseAnswers,
            Predicate<ReleaseId> abortWaits,
            ModelRouter router,
            Actor actor) {
        this.world = world;
        this.machine = machine;
        this.link = link;
        this.node = node;
        this.databaseAnswers = databaseAnswers;
        this.abortWaits = abortWaits;
        Sources.Bound bound = new Sources.Bound(world.build().source(new ModelSource(world, link)), Map.of());
        this.observer = new Observer(
                new LinkedLanes(world.database().tables, link, machine),
                () -> link.in(world.database().tables::all),
                new ModelRouters(world, link),
                (_, _) -> bound);
        Observing observing = world.build().observing(observer);
        this.tick = new Tick(
                (release, analysis, now) -> {
                    machine.comesTo(Point.BEFORE_OBSERVE);
                    return observing.observe(release, analysis, now);
                },
                (release, seen, now) -> decide(router, world.build().decider().decide(release, seen, now)),
                this::record,
                release -> {
                    machine.comesTo(Point.BEFORE_ACT);
                    actor.act(release);
                    machine.comesTo(Point.AFTER_ACT);
                });
    }

    private Decision decide(ModelRouter router, Decision decision) {
        if (!world.build().recordsFirst()) {
            router.obey(decision.release());
        }
        return decision;
    }

    private boolean record(Ticked ticked) {
        machine.comesTo(Point.BEFORE_RECORD);
        if (ticked.events().isEmpty() && !ticked.isNews()) {
            return true;
        }
        return link.in(Point.IN_RECORD, () -> world.ticks().record(node, ticked));
    }

    void start() {
        everySecond();
    }

    void told(String kind, String subject) {
        if (kind.equals("release")) {
            changed(new ReleaseId(subject));
        } else if (kind.equals("node")) {
            claim();
        } else if (kind.equals("freeze")) {
            freezesChanged();
        }
    }

    Optional<Release> held(ReleaseId id) {
        return Optional.ofNullable(held.get(id)).map(Held::release);
    }

    private void freezesChanged() {
        try {
            observer.freezesChanged();
            for (Held it : List.copyOf(held.values())) {
                if (observer.isHeldOtherwise(it.release(), now())
                        && !ticking.contains(it.release().id())) {
                    set(it.release().id(), machine.databaseTime());
                }
            }
        } catch (Link.Unreachable away) {
            machine.later(CLAIM_EVERY, () -> {});
        }
    }

    void missed() {
        claim();
        List.copyOf(held.keySet()).forEach(this::changed);
    }

    private void changed(ReleaseId release) {
        if (held.containsKey(release)) {
            stale.add(release);
            if (!ticking.contains(release)) {
                set(release, machine.databaseTime());
            }
        } else {
            claim();
        }
    }

    private void everySecond() {
        claim();
        machine.later(CLAIM_EVERY, this::everySecond);
    }

    private void claim() {
        if (claiming) {
            return;
        }
        claiming = true;
        try {
            List<Row> claimed =
                    link.in(() -> world.leases().claim(node, world.build().takesOver()));
            machine.comesTo(Point.CLAIM);
            claimed.forEach(this::hold);
            for (ReleaseId id : link.in(() -> world.leases().changedLately(node))) {
                if (!held.containsKey(id)) {
                    link.in(() -> world.leases().held(node, id)).ifPresent(this::hold);
                }
            }
        } catch (Link.Unreachable away) {
            machine.later(CLAIM_EVERY, () -> {});
        } finally {
            claiming = false;
        }
    }

    private void hold(Row row) {
        ReleaseId id = row.release().id();
        held.put(id, new Held(row.release(), row.analysis(), 0));
        if (ticking.contains(id)) {
            stale.add(id);
        } else {
            set(id, machine.databaseTime());
        }
    }

    private void set(ReleaseId id, Instant at) {
        agenda.put(id, at);
        Duration delay = Duration.between(machine.databaseTime(), at);
        machine.later(delay.isNegative() ? Duration.ZERO : delay, () -> due(id, at));
    }

    private void due(ReleaseId id, Instant at) {
        if (at.equals(agenda.get(id))) {
            agenda.remove(id);
            if (ticking.add(id)) {
                turn(id);
            }
        }
    }

    private void turn(ReleaseId id) {
        Optional<Instant> next = Optional.empty();
        @Nullable Held before = held.get(id);
        try {
            if (stale.remove(id)) {
                before = reload(id).orElse(null);
            }
            if (before != null) {
                next = turn(id, before);
            }
        } catch (Machine.Died gone) {
            throw gone;
        } catch (RuntimeException e) {
            next = failed(id, Optional.ofNullable(before), e);
        }
        ticking.remove(id);
        if (stale.contains(id)) {
            set(id, machine.databaseTime());
        } else {
            next.filter(at -> at.isBefore(Instant.MAX)).ifPresent(at -> set(id, at));
        }
    }

    private Optional<Instant> turn(ReleaseId id, Held before) {
        if (abortWaits.test(id)) {
            return Optional.of(machine.databaseTime().plus(ABORT_WAITS));
        }
        Optional<Turned> turned = tick.run(before.release(), before.analysis(), now());
        if (turned.isEmpty()) {
            return reload(id).map(_ -> machine.databaseTime());
        }
        Turned after = turned.get();
        if (after.release().hasEnded()) {
            drop(id, before);
            return Optional.empty();
        }
        held.put(id, new Held(after.release(), after.analysis(), 0));
        return Optional.of(after.nextAt());
    }

    private Instant now() {
        return world.build().asksTheDatabaseForTheTime() ? machine.databaseTime() : machine.ownTime();
    }

    private Optional<Held> reload(ReleaseId id) {
        Optional<Held> fresh =
                link.in(() -> world.leases().held(node, id)).map(row -> new Held(row.release(), row.analysis(), 0));
        Held before = held.get(id);
        if (fresh.isPresent()) {
            held.put(id, fresh.get());
        } else if (before != null) {
            drop(id, before);
        }
        return fresh;
    }

    private void drop(ReleaseId id, Held before) {
        held.remove(id);
        observer.forget(before.release());
    }

    private Optional<Instant> failed(ReleaseId id, Optional<Held> before, RuntimeException e) {
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Held after = new Held(
                before.get().release(), before.get().analysis(), before.get().failures() + 1);
        held.put(id, after);
        if (after.failures() >= PARK_AFTER && databaseAnswers.get() && !turnBlindly(id, after, e)) {
            return Optional.empty();
        }
        return Optional.of(machine.databaseTime().plus(again(after.failures())));
    }

    private static Duration again(int failures) {
        Duration wait = Duration.ofMillis(200L << Math.min(failures, 9));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /** Whether the release is still to be moved. */
    private boolean turnBlindly(ReleaseId id, Held parked, RuntimeException cause) {
        try {
            link.in(() -> {
                world.leases().park(node, id, String.valueOf(cause.getMessage()));
                return true;
            });
            if (!world.build().triesParked()) {
                drop(id, parked);
                return false;
            }
            Observed nothing = observer.observeNothing(parked.release(), parked.analysis(), "broken", now());
            Optional<Turned> turned = tick.run(parked.release(), nothing, now());
            if (turned.isEmpty()) {
                reload(id);
            } else if (turned.get().release().hasEnded()) {
                drop(id, parked);
                return false;
            } else {
                held.put(id, new Held(turned.get().release(), turned.get().analysis(), parked.failures()));
            }
        } catch (Machine.Died gone) {
            throw gone;
        } catch (RuntimeException again) {
            return true;
        }
        return true;
    }
}
