package dev.sluice.engine.sim;

import dev.sluice.engine.Actor;
import dev.sluice.engine.EmergencyAbort;
import dev.sluice.engine.LastKnown;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.store.Nodes;
import dev.sluice.store.Nodes.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;

/** One Sluice process on a machine: heartbeat, engine, router with its feed, sender of the outbox, and what takes requests in. */
final class Sluice {

    /** Disks have dice of their own, so that a seed goes on elsewhere as it did before there were any. */
    private static final long DISK = 0xd15cL;

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final World world;
    private final Machine machine;
    private final Link link;
    private final ModelRouter router;
    private final ModelDisk disk;
    private Optional<Parts> parts = Optional.empty();
    private Instant deafUntil = Instant.MIN;

    private record Parts(EngineLoop engine, Feed feed, LastKnown known, ModelRequests requests) {}

    Sluice(World world, Machine machine, SplittableRandom dice) {
        this.world = world;
        this.machine = machine;
        this.link = new Link(world, machine, dice);
        this.router = new ModelRouter(world, machine, dice);
        this.disk = new ModelDisk(
                world,
                machine,
                new SplittableRandom(world.seed() ^ DISK ^ machine.name().hashCode()));
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
        disk.lose();
        world.users().lose(machine.node());
        world.note(new Fact.Died(world.timeline().now(), machine.node()));
    }

    private void join() {
        if (world.databaseIsAwayFrom(machine)) {
            machine.later(AGAIN, this::join);
            return;
        }
        Node node = world.leases().register(machine.node());
        machine.hearClock();
        Feed feed = new Feed(world, machine, link, node, router);
        boolean[] heard = {true};
        LastKnown known = new LastKnown();
        Actor actor = release -> {
            known.saw(release);
            feed.nudge();
        };
        EmergencyAbort emergency = new EmergencyAbort(router::emergencyAbort, release -> find(known, release));
        ModelRequests requests = new ModelRequests(world, machine, link, disk, emergency);
        EngineLoop engine = new EngineLoop(world, machine, link, node, () -> heard[0], requests::aborts, router, actor);
        parts = Optional.of(new Parts(engine, feed, known, requests));
        look(known);
        machine.later(Nodes.RENEW_EVERY, () -> beat(node, heard));
        machine.later(Duration.ZERO, feed::start);
        machine.later(Duration.ZERO, engine::start);
        machine.later(Duration.ZERO, requests::start);
        machine.later(Duration.ZERO, new OutboxSender(world, machine, link)::start);
    }

    private Optional<Release> find(LastKnown known, ReleaseId id) {
        return known.find(id).or(() -> parts.flatMap(all -> all.engine().held(id)));
    }

    /** As ReleaseFeed does. */
    private void look(LastKnown known) {
        if (!world.databaseIsAwayFrom(machine)) {
            world.database().tables.releases.values().forEach(row -> known.saw(row.release()));
        }
    }

    private void look(Parts all, ReleaseId id) {
        if (all.engine().held(id).isEmpty() && !world.databaseIsAwayFrom(machine)) {
            all.known().saw(world.database().row(id).release());
        }
    }

    private void beat(Node node, boolean[] heard) {
        heard[0] = !world.databaseIsAwayFrom(machine);
        if (heard[0]) {
            world.leases().beat(node);
            machine.hearClock();
        }
        machine.later(Nodes.RENEW_EVERY, () -> beat(node, heard));
    }

    ModelDisk disk() {
        return disk;
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
                    look(all.known());
                    all.engine().missed();
                    all.feed().nudge();
                }));
    }

    void told(String kind, String subject, Duration delay) {
        boolean deaf = world.timeline().now().isBefore(deafUntil) || machine.isCutOff();
        if (deaf || parts.isEmpty()) {
            return;
        }
        machine.later(
                delay,
                () -> parts.ifPresent(all -> {
                    if (kind.equals("route")) {
                        all.feed().nudge();
                    } else {
                        if (kind.equals("release") || kind.equals("event")) {
                            look(all, new ReleaseId(subject));
                        }
                        all.engine().told(kind, subject);
                    }
                }));
    }

    /** Before it has come up there is nobody to answer. */
    void serve(String key, String person, Deed deed) {
        parts.ifPresent(all -> all.requests().serve(key, person, deed));
    }
}
