package dev.sluice.traffic.embedded;

import dev.sluice.release.ReleaseId;
import dev.sluice.release.TargetId;
import dev.sluice.traffic.Traffic;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The table in force and everything that changes it. Requests read it with one volatile read; changes come one at a
 * time and replace it in one write, so that a request sees the old table or the new one.
 */
final class Routing {

    private static final Logger LOG = Logger.getLogger(Routing.class);

    private final InstanceRegistry fleet;
    private final Ledger ledger;
    private final Clock clock;
    private final Map<TargetId, Tombstone> tombstones = new ConcurrentHashMap<>();
    private volatile RouteTable table = RouteTable.EMPTY;
    private volatile Freshness freshness = new Freshness(Instant.EPOCH, true);

    Routing(InstanceRegistry fleet, Ledger ledger, Clock clock) {
        this.fleet = fleet;
        this.ledger = ledger;
        this.clock = clock;
    }

    RouteTable table() {
        return table;
    }

    Freshness freshness() {
        return freshness;
    }

    Optional<Tombstone> tombstone(TargetId target) {
        return Optional.ofNullable(tombstones.get(target));
    }

    synchronized Admission apply(Traffic desired) {
        Optional<Traffic> present = table.of(desired.target()).map(Route::traffic);
        Admission admission = Admission.of(desired, present, tombstone(desired.target()));
        switch (admission) {
            case Admission.Accepted(Optional<Tombstone> tombstone) -> {
                if (tombstone.isEmpty()) {
                    tombstones.remove(desired.target());
                }
                swap(table.with(Route.compile(desired, fleet, ledger)));
                freshness = new Freshness(clock.instant(), false);
            }
            case Admission.Unchanged() -> freshness = new Freshness(clock.instant(), false);
            case Admission.Refused(String reason, boolean _) ->
                LOG.warnf("Traffic of %s stays as it is: %s", desired.target(), reason);
        }
        return admission;
    }

    /** Forgets a target, whatever its generation. */
    synchronized boolean remove(TargetId target) {
        if (table.of(target).isEmpty()) {
            return false;
        }
        tombstones.remove(target);
        swap(table.without(target));
        return true;
    }

    /** Asked again, it answers the same. */
    synchronized Optional<Traffic> abort(TargetId target, ReleaseId release) {
        Optional<Traffic> present = table.of(target).map(Route::traffic);
        if (tombstone(target).filter(stone -> stone.release().equals(release)).isPresent()) {
            return present.filter(traffic -> traffic.isOf(release));
        }
        return present.flatMap(traffic -> Tombstone.Abort.of(traffic, release, clock.instant()))
                .map(this::put);
    }

    private Traffic put(Tombstone.Abort abort) {
        Traffic after = abort.inForce();
        tombstones.put(after.target(), abort.tombstone());
        swap(table.with(Route.compile(after, fleet, ledger)));
        return after;
    }

    /** A person has decided what becomes of an aborted release; from now on generations alone decide again. */
    synchronized void settleAbort(TargetId target) {
        tombstones.remove(target);
    }

    synchronized SavedTable saved() {
        List<Traffic> targets =
                table.routes().values().stream().map(Route::traffic).toList();
        return new SavedTable(SavedTable.FORMAT, freshness.asOf(), targets, List.copyOf(tombstones.values()));
    }

    synchronized void restore(SavedTable saved) {
        RouteTable restored = RouteTable.EMPTY;
        for (Traffic traffic : saved.targets()) {
            restored = restored.with(Route.compile(traffic, fleet, ledger));
        }
        saved.tombstones().forEach(stone -> tombstones.put(stone.target(), stone));
        freshness = new Freshness(saved.writtenAt(), true);
        swap(restored);
    }

    private void swap(RouteTable next) {
        table = next;
        Set<VersionPool> lanes =
                next.routes().values().stream().flatMap(Route::lanes).collect(Collectors.toCollection(HashSet::new));
        fleet.retain(lanes.stream()
                .flatMap(lane -> lane.backends().instances().stream())
                .collect(Collectors.toSet()));
        ledger.retain(lanes.stream().map(VersionPool::tally).collect(Collectors.toSet()));
    }
}
