package dev.sluice.engine;

import dev.sluice.fault.FaultPoint;
import dev.sluice.fault.Faults;
import dev.sluice.schedule.PeriodicTask;
import dev.sluice.store.Database;
import dev.sluice.store.Nodes;
import dev.sluice.store.Nodes.Node;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * This process among those that share the database: its heartbeat, and the database's clock as it was last heard,
 * carried on by a clock that nobody sets.
 */
public final class Membership implements AutoCloseable {

    /** A clock that is further off is said in the health. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(Membership.class);

    private final Database database;
    private final Node node;
    private final PeriodicTask heart;
    private volatile Reading clock;
    private volatile boolean heard = true;

    private record Reading(Instant database, long nanos, Duration ahead) {}

    private Membership(Database database, Node node) {
        this.database = database;
        this.node = node;
        this.clock = readClock();
        this.heart = PeriodicTask.start("heartbeat", () -> Nodes.RENEW_EVERY, this::beat);
    }

    /** Joins under a new epoch. */
    public static Membership join(Database database, String id) {
        return new Membership(database, database.in(handle -> Nodes.register(handle, id)));
    }

    public Node node() {
        return node;
    }

    /** The database's time. */
    public Instant now() {
        Reading reading = clock;
        return reading.database().plusNanos(System.nanoTime() - reading.nanos());
    }

    /** How far this process's clock is ahead of the database's; negative when it is behind. */
    public Duration clockAhead() {
        return clock.ahead();
    }

    /** Whether the database answered the last heartbeat. */
    public boolean databaseAnswers() {
        return heard;
    }

    /** Renews the heartbeat now. */
    public void beatNow() {
        heart.nudge();
    }

    /** Leaves in order, so that others take over at once. */
    @Override
    public void close() {
        heart.close();
        Faults.hit(FaultPoint.LEAVE_BEFORE);
        database.with(handle -> {
            Nodes.leave(handle, node);
            Faults.hit(FaultPoint.LEAVE_INSIDE);
        });
        Faults.hit(FaultPoint.LEAVE_AFTER);
    }

    private void beat() {
        try {
            boolean alive = database.in(handle -> Nodes.beat(handle, node));
            clock = readClock();
            heard = true;
            if (!alive) {
                LOG.errorf(
                        "this process was taken for dead and replaced; it moves nothing any more (node %s)", node.id());
            }
        } catch (RuntimeException away) {
            heard = false;
            LOG.warnf("no heartbeat: the database doesn't answer (%s)", away.getMessage());
        }
    }

    private Reading readClock() {
        long before = System.nanoTime();
        Instant there = database.read(Database::now);
        long after = System.nanoTime();
        Instant middle = there.plusNanos((after - before) / 2);
        return new Reading(middle, after, Duration.between(middle, Instant.now()));
    }
}
