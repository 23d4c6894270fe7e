package dev.sluice.engine.sim;

import dev.sluice.engine.sim.Fact.Hand;
import dev.sluice.release.Release;
import dev.sluice.release.TargetId;
import dev.sluice.release.TargetState;
import dev.sluice.release.Weight;
import dev.sluice.traffic.Traffic;
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
    private final Map<TargetId, Traffic> before = new TreeMap<>();
    private Instant slowUntil = Instant.MIN;

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
            Traffic changed = new Traffic(
                    target,
                    present.binding(),
                    present.stable(),
                    present.candidate(),
                    weight,
                    present.salt(),
                    present.epoch(),
                    present.generation());
            put(changed, Hand.SOMEBODY_ELSE);
        }
    }

    /** The last change may not have come to its file. */
    void restart() {
        for (Traffic last : before.values()) {
            if (dice.nextInt(4) == 0) {
                table.put(last.target(), last);
            }
        }
        before.clear();
        table.values().forEach(traffic -> note(traffic, Hand.RESTART));
    }

    private void admit(Traffic desired) {
        Optional<Traffic> present = Optional.ofNullable(table.get(desired.target()));
        boolean newer = present.filter(route -> route.generation() > desired.generation()
                        || (route.generation() == desired.generation() && route.epoch() >= desired.epoch()))
                .isEmpty();
        if (newer || !world.build().routersCompare()) {
            present.ifPresent(route -> before.put(route.target(), route));
            put(desired, Hand.FEED);
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
                hand));
        world.users().see(machine.node(), traffic.target(), traffic.weight());
    }
}
