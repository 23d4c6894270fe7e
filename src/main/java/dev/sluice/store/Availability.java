package dev.sluice.store;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.JdbiException;

/**
 * Whether the database answers. It is away from the first failure of a probe, or when a probe isn't answered for a
 * second, until the next answer. Work under its guard is cut off when the database goes away.
 */
public final class Availability implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Availability.class);

    static final Duration TICK = Duration.ofMillis(100);

    /** Counted in ticks and not by a clock, so that a process that was stopped itself doesn't blame the database. */
    private static final int SILENT_TICKS = 10;

    private final Probe probe;
    private final Thread ticker = Thread.ofVirtual().name("database-watch").unstarted(this::tick);
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final List<Runnable> onReturn = new CopyOnWriteArrayList<>();
    private volatile boolean away;
    private final AtomicInteger silent = new AtomicInteger();
    private volatile long heardAt = System.nanoTime();
    private volatile boolean closed;

    private Availability(String url, Properties access) {
        this.probe = new Probe(url, access, new Probe.Listener() {
            @Override
            public void answered() {
                heard();
            }

            @Override
            public void failed(String why) {
                goAway(why);
            }
        });
    }

    /** Watches a database that is there now. */
    public static Availability watch(String url, Properties access) {
        Availability availability = new Availability(url, access);
        availability.probe.start();
        availability.ticker.start();
        return availability;
    }

    public boolean isAway() {
        return away;
    }

    /** How long ago it answered last. */
    public Duration sinceHeard() {
        return Duration.ofNanos(System.nanoTime() - heardAt);
    }

    /** What is to be done as soon as the database is back; may not block. */
    public void onReturn(Runnable work) {
        onReturn.add(work);
    }

    /**
     * Runs work on the database that gives up within about a second when the database is silent.
     *
     * @param work is given what it calls when it has a connection
     * @throws DatabaseAway when the database is away, or no connection is to be had
     */
    <T> T guard(Function<Runnable, T> work) {
        if (away) {
            throw new DatabaseAway("the database doesn't answer");
        }
        Watch watch = new Watch();
        watches.add(watch);
        try {
            T result = work.apply(watch::begin);
            finish(watch);
            return result;
        } catch (RuntimeException failure) {
            boolean cutOff = finish(watch);
            if (DatabaseAway.isMeantBy(failure) || (cutOff && failure instanceof JdbiException)) {
                probe.nudge();
                throw new DatabaseAway("the database doesn't answer", failure);
            }
            throw failure;
        }
    }

    private boolean finish(Watch watch) {
        watches.remove(watch);
        return watch.end();
    }

    @Override
    public void close() {
        closed = true;
        probe.close();
        ticker.interrupt();
    }

    private void heard() {
        silent.set(0);
        heardAt = System.nanoTime();
        if (away) {
            away = false;
            LOG.info("the database answers again");
            onReturn.forEach(Runnable::run);
        }
    }

    private void goAway(String why) {
        if (!away) {
            away = true;
            LOG.warnf("the database is away: %s; requests go to the journal", why);
        }
        watches.forEach(Watch::cutOff);
    }

    private void tick() {
        while (!closed) {
            if (silent.incrementAndGet() > SILENT_TICKS && !away) {
                goAway("it has been silent for a second");
            }
            watches.forEach(watch -> watch.tick(away));
            try {
                Thread.sleep(TICK);
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }
}
