package dev.sluice.engine.sim;

import java.time.Duration;
import java.util.List;

/**
 * Sends what is in the outbox to a receiver that takes note of each key once: at least once, and with the right key in
 * effect once. A model of what is still to be built, so that the rule exists before the code.
 */
final class OutboxSender {

    private static final Duration EVERY = Duration.ofSeconds(1);

    private final World world;
    private final Machine machine;
    private final Link link;
    private int sent;

    OutboxSender(World world, Machine machine, Link link) {
        this.world = world;
        this.machine = machine;
        this.link = link;
    }

    void start() {
        try {
            List<String> waiting = link.in(() -> List.copyOf(world.database().tables.outbox));
            for (String event : waiting) {
                String key = world.build().sendsUnderOneKey() ? event : event + " " + machine.node() + "/" + sent++;
                machine.await(Duration.ofMillis(5));
                world.receive(key, event);
                machine.comesTo(Point.SEND);
                link.in(() -> world.database().tables.outbox.remove(event));
            }
        } catch (Link.Unreachable away) {
            machine.later(EVERY, this::start);
            return;
        }
        machine.later(EVERY, this::start);
    }
}
