package dev.sluice.engine.sim;

import dev.sluice.engine.sim.Fact.Hand;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.TargetId;
import dev.sluice.release.TargetState;
import dev.sluice.release.Weight;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.embedded.Admission;
import dev.sluice.traffic.embedded.Tombstone;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The router of one process: refuses what is older, may be slow, and starts again with the last table that it kept. */
final class ModelRouter {

    private final World world;
    private final Machine machine;
    private final SplittableRandom dice;
    private final Map<TargetId, Traffic> table = new TreeMap<>();
    private final Map<TargetId, Tombstone> tombstones = new TreeMap<>();
    private final Map<TargetId, Saved> before = new TreeMap<>();
    private Instant slowUntil = Instant.MIN;

    /** What its file says of a target while the last change hasn't come to it. */
    private record Saved(Traffic traffic, Optional<Tombstone> tombstone) {}

    ModelRouter(World world, Machine machine, SplittableRandom dice) {
        this.world = world;
        this.machine = machine;
        this.dice = dice;
    }

    Collection<Traffic> inForce() {
        return table.values();
    }

    void slowUntil(Instant end) {
        slowUntil = end;
    }

    /** While it is slow, writes may overtake each other. */
    void write(Traffic desired) {
        if (world.timeline().now().isBefore(slowUntil)) {
            machine.later(Duration.ofMillis(dice.nextInt(3000)), () -> admit(desired));
        } else {
            admit(desired);
        }
    }

    /** Makes it equal to a decision that may never be recorded. */
    void obey(Release release) {
        for (TargetState target : release.targets()) {
            Traffic wanted = ModelDatabase.traffic(release, target);
            if (target.generation() > 0) {
                admit(wanted);
            }
        }
    }

    /** Somebody else's hand: no generation, no questions. */
    void meddle(TargetId target, Weight weight) {
        Traffic present = table.get(target);
        if (machine.isUp() && present != null && present.candidate().isPresent()) {
            put(present.withWeight(weight, present.generation()), Hand.SOMEBODY_ELSE);
        }
    }

    /** The last change may not have come to its file. */
    void restart() {
        for (Saved last : before.values()) {
            if (dice.nextInt(4) == 0) {
                TargetId target = last.traffic().target();
                table.put(target, last.traffic());
                stand(target, last.tombstone());
            }
        }
        before.clear();
        table.values().forEach(traffic -> note(traffic, Hand.RESTART));
    }

    /** Everything to stable at once, and on disk when this returns: as Routing does. */
    Optional<Traffic> emergencyAbort(TargetId target, ReleaseId release) {
        Optional<Traffic> present = Optional.ofNullable(table.get(target));
        if (tombstone(target).filter(stone -> stone.release().equals(release)).isPresent()) {
            return present.filter(traffic -> traffic.isOf(release));
        }
        Optional<Tombstone.Abort> abort =
                present.flatMap(traffic -> Tombstone.Abort.of(traffic, release, machine.databaseTime()));
        abort.ifPresent(this::put);
        return abort.map(Tombstone.Abort::inForce);
    }

    private void put(Tombstone.Abort abort) {
        TargetId target = abort.inForce().target();
        remember(target);
        if (world.build().keepsTombstones()) {
            tombstones.put(target, abort.tombstone());
        }
        put(abort.inForce(), Hand.EMERGENCY);
        machine.comesTo(Point.STOPPED);
        before.clear();
    }

    private void admit(Traffic desired) {
        TargetId target = desired.target();
        switch (Admission.of(desired, Optional.ofNullable(table.get(target)), tombstone(target))) {
            case Admission.Accepted(Optional<Tombstone> tombstone) -> {
                remember(target);
                stand(target, tombstone);
                put(desired, Hand.FEED);
            }
            case Admission.Refused(String _, boolean aborted)
            when aborted ->
                world.note(new Fact.HeldBack(
                        world.timeline().now(), machine.node(), target, desired.generation(), desired.release()));
            case Admission.Unchanged(), Admission.Refused _ -> {
                if (!world.build().routersCompare()) {
                    put(desired, Hand.FEED);
                }
            }
        }
    }

    private Optional<Tombstone> tombstone(TargetId target) {
        return Optional.ofNullable(tombstones.get(target));
    }

    private void stand(TargetId target, Optional<Tombstone> tombstone) {
        tombstones.remove(target);
        tombstone.ifPresent(stone -> tombstones.put(target, stone));
    }

    private void remember(TargetId target) {
        Traffic present = table.get(target);
        if (present != null) {
            before.put(target, new Saved(present, tombstone(target)));
        }
    }

    private void put(Traffic traffic, Hand hand) {
        table.put(traffic.target(), traffic);
        note(traffic, hand);
    }

    private void note(Traffic traffic, Hand hand) {
        world.note(new Fact.Applied(
                world.timeline().now(),
                machine.node(),
                traffic.target(),
                traffic.generation(),
                traffic.epoch(),
                traffic.weight(),
                traffic.stable().map(Traffic.Pool::version),
                traffic.release(),
                hand));
        world.users().see(machine.node(), traffic.target(), traffic.weight());
    }
}
