package dev.sluice.engine.sim;

import dev.sluice.store.Nodes;
import dev.sluice.store.Nodes.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;

/** One Sluice process on a machine: heartbeat, engine, router with its feed, courier, and the door for requests. */
final class Sluice {

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final World world;
    private final Machine machine;
    private final Link link;
    private final ModelRouter router;
    private Optional<Parts> parts = Optional.empty();
    private Instant deafUntil = Instant.MIN;

    private record Parts(Node node, EngineLoop engine, Feed feed) {}

    Sluice(World world, Machine machine, SplittableRandom dice) {
        this.world = world;
        this.machine = machine;
        this.link = new Link(world, machine, dice);
        this.router = new ModelRouter(world, machine, dice);
        machine.runs(this::start, this::died);
    }

    Machine machine() {
        return machine;
    }

    ModelRouter router() {
        return router;
    }

    private void start() {
        router.restart();
        machine.later(Duration.ZERO, this::join);
    }

    private void died() {
        parts = Optional.empty();
        world.users().lose(machine.node());
        world.note(new Fact.Died(world.timeline().now(), machine.node()));
    }

    private void join() {
        if (world.databaseIsAway()) {
            machine.later(AGAIN, this::join);
            return;
        }
        Node node = world.leases().register(machine.node());
        machine.hearClock();
        Feed feed = new Feed(world, machine, link, node, router);
        boolean[] heard = {true};
        EngineLoop engine = new EngineLoop(world, machine, link, node, () -> heard[0], router, _ -> feed.nudge());
        parts = Optional.of(new Parts(node, engine, feed));
        machine.later(Nodes.RENEW_EVERY, () -> beat(node, heard));
        machine.later(Duration.ZERO, feed::start);
        machine.later(Duration.ZERO, engine::start);
        machine.later(Duration.ZERO, new Courier(world, machine, link)::start);
    }

    private void beat(Node node, boolean[] heard) {
        heard[0] = !world.databaseIsAway();
        if (heard[0]) {
            world.leases().beat(node);
            machine.hearClock();
        }
        machine.later(Nodes.RENEW_EVERY, () -> beat(node, heard));
    }

    void deafUntil(Instant end) {
        deafUntil = end;
        world.timeline().at(end, this::missed);
    }

    /** The listening connection is there again; nobody knows what was told meanwhile. */
    void missed() {
        machine.later(
                Duration.ZERO,
                () -> parts.ifPresent(all -> {
                    all.engine().missed();
                    all.feed().nudge();
                }));
    }

    void told(String kind, String subject, Duration delay) {
        if (world.timeline().now().isBefore(deafUntil) || parts.isEmpty()) {
            return;
        }
        machine.later(
                delay,
                () -> parts.ifPresent(all -> {
                    if (kind.equals("route")) {
                        all.feed().nudge();
                    } else {
                        all.engine().told(kind, subject);
                    }
                }));
    }

    /** Takes a request and answers it, or doesn't. */
    void serve(String key, String person, Deed deed) {
        Instant now = world.build().asksTheDatabaseForTheTime() ? machine.databaseTime() : machine.ownTime();
        if (!world.build().commitsFirst() && deed instanceof Deed.Tell tell) {
            world.people()
                    .answered(new Fact.Answered(
                            world.timeline().now(), key, true, deed.text(), Optional.of(tell.release())));
            machine.later(Duration.ofMillis(400), () -> commit(key, person, deed, now));
            return;
        }
        commit(key, person, deed, now).ifPresent(world.people()::answered);
    }

    private Optional<Fact.Answered> commit(String key, String person, Deed deed, Instant now) {
        try {
            return Optional.of(
                    link.in(Point.COMMAND, () -> world.intake().serve(machine.node(), key, person, deed, now)));
        } catch (Link.Away away) {
            return Optional.empty();
        }
    }
}
