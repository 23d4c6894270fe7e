package dev.sluice.engine;

import dev.sluice.engine.Tick.Turned;
import dev.sluice.fault.FaultPoint;
import dev.sluice.fault.Faults;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.store.Database;
import dev.sluice.store.DatabaseAway;
import dev.sluice.store.Leases;
import dev.sluice.store.Leases.Claimed;
import dev.sluice.store.Notifications;
import dev.sluice.store.ReleaseStore.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Moves the releases that this node holds: claims what nobody holds, gives each its tick when it is due, at once when a
 * command came. Ticks run beside each other on virtual threads; one release has one tick at a time.
 */
public final class Engine implements AutoCloseable, Notifications.Listener {

    private static final Logger LOG = Logger.getLogger(Engine.class);

    private static final int CLAIM = 500;
    private static final Duration CLAIM_EVERY = Duration.ofSeconds(1);
    private static final Duration ABORT_WAITS = Duration.ofMillis(200);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    /** So many ticks run beside each other at most; that they are many makes the batches of what they read and write. */
    private static final int MOST_TICKING = 1_000;

    /** A release whose ticks throw is tried again at least so often. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** Ticks that throw so often in a row park their release. */
    private static final int PARK_AFTER = 5;

    private final Database database;
    private final Membership membership;
    private final Notifications notifications;
    private final Recorder recorder;
    private final Observer observer;
    private final Tick tick;
    private final Predicate<ReleaseId> abortWaits;
    private final EngineMeters meters;

    private final ConcurrentHashMap<ReleaseId, Held> held = new ConcurrentHashMap<>();
    private final ExecutorService ticks = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread loop = Thread.ofVirtual().name("engine").unstarted(this::loop);

    private final BlockingQueue<Boolean> wake = new ArrayBlockingQueue<>(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Agenda agenda = new Agenda();
    private final Set<ReleaseId> ticking = new HashSet<>();
    private final Set<ReleaseId> stale = new HashSet<>();
    private boolean claimNow = true;
    private volatile boolean closed;
    private volatile long roundAt = System.nanoTime();

    /**
     * An engine that isn't started.
     *
     * @param abortWaits whether the release was aborted while the database was away, which the database doesn't know yet
     */
    public Engine(
            Database database,
            Membership membership,
            Notifications notifications,
            Observer observer,
            Actor actor,
            Predicate<ReleaseId> abortWaits,
            EngineMeters meters) {
        this.database = database;
        this.membership = membership;
        this.notifications = notifications;
        this.observer = observer;
        this.recorder = new Recorder(database, membership.node());
        this.tick = new Tick(observer, recorder, actor);
        this.abortWaits = abortWaits;
        this.meters = meters;
    }

    public void start() {
        notifications.listen(this);
        loop.start();
    }

    /** Lets running ticks end and stops. Leases are freed by leaving the membership. */
    @Override
    public void close() {
        closed = true;
        notifications.unlisten(this);
        loop.interrupt();
        ticks.shutdown();
        try {
            if (!ticks.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("ticks were still running when the engine stopped; the next node finishes them");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        recorder.close();
    }

    /** How long ago the loop began its latest round, or since when it has been waiting for its start; for its health. */
    public Duration sinceRound() {
        return Duration.ofNanos(System.nanoTime() - roundAt);
    }

    /** How many releases this node moves. */
    public int holds() {
        return held.size();
    }

    /** Whether this node moves the release. */
    boolean holds(ReleaseId id) {
        return held.containsKey(id);
    }

    /** A release that this node moves, as it last knew it. */
    public Optional<Release> held(ReleaseId id) {
        return Optional.ofNullable(held.get(id)).map(Held::release);
    }

    @Override
    public void told(String kind, String subject) {
        if (kind.equals("release")) {
            changed(new ReleaseId(subject));
        } else if (kind.equals("node")) {
            claimSoon();
        } else if (kind.equals("freeze")) {
            ticks.execute(this::freezesChanged);
        }
    }

    /** Those for whom something changes get their turn now; if that fails, each sees it at its next one. */
    private void freezesChanged() {
        try {
            observer.freezesChanged();
            Instant now = membership.now();
            List<ReleaseId> meant = held.values().stream()
                    .map(Held::release)
                    .filter(release -> observer.isHeldOtherwise(release, now))
                    .map(Release::id)
                    .toList();
            locked(() -> meant.forEach(this::dueNow));
            wake.offer(true);
        } catch (RuntimeException e) {
            LOG.warnf("a change of a freeze is seen at the next tick: %s", e.getMessage());
        }
    }

    private void dueNow(ReleaseId release) {
        if (!ticking.contains(release)) {
            agenda.set(release, Instant.MIN);
        }
    }

    @Override
    public void missed() {
        claimSoon();
        held.keySet().forEach(this::changed);
    }

    private void changed(ReleaseId release) {
        locked(() -> {
            if (held.containsKey(release)) {
                stale.add(release);
                dueNow(release);
            } else {
                claimNow = true;
            }
        });
        wake.offer(true);
    }

    private void claimSoon() {
        locked(() -> claimNow = true);
        wake.offer(true);
    }

    private void loop() {
        Instant claimAt = Instant.MIN;
        while (!closed) {
            roundAt = System.nanoTime();
            try {
                Instant now = membership.now();
                if (takeClaimNow() || !now.isBefore(claimAt)) {
                    claim();
                    claimAt = now.plus(CLAIM_EVERY);
                }
                startDue(membership.now());
                await(claimAt);
            } catch (InterruptedException stopping) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf("the engine's loop goes on after: %s", e.getMessage());
                claimAt = membership.now().plus(CLAIM_EVERY);
            }
        }
    }

    private boolean takeClaimNow() {
        return lockedGet(() -> {
            boolean asked = claimNow;
            claimNow = false;
            return asked;
        });
    }

    private void claim() {
        Claimed taken = database.in(handle -> {
            Claimed now = Leases.claim(handle, membership.node(), CLAIM);
            now.releases().forEach(_ -> Faults.hit(FaultPoint.CLAIM_INSIDE));
            return now;
        });
        List<Stored> claimed = taken.releases();
        List<ReleaseId> missed = database.read(handle -> Leases.changedLately(handle, membership.node())).stream()
                .filter(id -> !held.containsKey(id))
                .toList();
        for (Stored stored : claimed) {
            Faults.hit(FaultPoint.CLAIM_AFTER);
            hold(stored);
        }
        for (ReleaseId id : missed) {
            database.read(handle -> Leases.held(handle, membership.node(), id)).ifPresent(this::hold);
        }
        if (claimed.size() == CLAIM) {
            claimSoon();
        }
        meters.claimed(claimed.size(), taken.fromDead());
    }

    private void hold(Stored stored) {
        ReleaseId id = stored.release().id();
        held.put(id, new Held(stored.release(), stored.analysis(), 0));
        locked(() -> {
            if (ticking.contains(id)) {
                // A turn from before it was taken anew is still on its way and may drop it: let it be read again after.
                stale.add(id);
            } else {
                agenda.set(id, Instant.MIN);
            }
        });
    }

    private void startDue(Instant now) {
        for (Agenda.Due due : lockedGet(() -> agenda.take(now, MOST_TICKING - ticking.size()))) {
            boolean mine = lockedGet(() -> ticking.add(due.release()));
            if (mine) {
                ticks.execute(() -> {
                    meters.begins(due.at(), membership.now());
                    turn(due.release());
                    meters.acted(due.at(), membership.now());
                });
            }
        }
    }

    private void await(Instant claimAt) throws InterruptedException {
        Instant next = lockedGet(this::next).orElse(claimAt);
        Instant now = membership.now();
        Instant until = next.isBefore(claimAt) ? next : claimAt;
        if (until.isAfter(now)) {
            wake.poll(Duration.between(now, until).toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private Optional<Instant> next() {
        if (claimNow) {
            return Optional.of(Instant.MIN);
        }
        // A tick that ends wakes the loop.
        return ticking.size() >= MOST_TICKING ? Optional.empty() : agenda.next();
    }

    private void turn(ReleaseId id) {
        Optional<Instant> next = Optional.empty();
        Held before = held.get(id);
        try {
            if (lockedGet(() -> stale.remove(id))) {
                before = reload(id);
            }
            if (before != null) {
                next = turn(id, before);
            }
        } catch (RuntimeException e) {
            next = failed(id, before, e);
        } finally {
            Optional<Instant> at = next;
            locked(() -> finishTurn(id, at));
        }
    }

    private void finishTurn(ReleaseId id, Optional<Instant> next) {
        ticking.remove(id);
        if (stale.contains(id)) {
            agenda.set(id, Instant.MIN);
        } else {
            next.ifPresent(at -> agenda.set(id, at));
        }
        wake.offer(true);
    }

    private Optional<Instant> turn(ReleaseId id, Held before) {
        Instant now = membership.now();
        if (abortWaits.test(id)) {
            // Else it would take what the router does now for somebody else's change, and correct it.
            return Optional.of(now.plus(ABORT_WAITS));
        }
        Optional<Turned> turned = tick.run(before.release(), before.analysis(), now);
        meters.ticked();
        if (turned.isEmpty()) {
            meters.refused();
            return Optional.ofNullable(reload(id)).map(_ -> membership.now());
        }
        Turned after = turned.get();
        meters.moved(before.release(), after.release());
        if (after.release().hasEnded()) {
            drop(id, before);
            return Optional.empty();
        }
        if (before.failures() >= PARK_AFTER) {
            database.with(handle -> Leases.unpark(handle, id));
        }
        held.put(id, new Held(after.release(), after.analysis(), 0));
        return Optional.of(after.nextAt());
    }

    private @Nullable Held reload(ReleaseId id) {
        Optional<Held> fresh = database.read(handle -> Leases.held(handle, membership.node(), id))
                .map(stored -> new Held(stored.release(), stored.analysis(), 0));
        Held before = held.get(id);
        if (fresh.isPresent()) {
            held.put(id, fresh.get());
        } else if (before != null) {
            drop(id, before);
        }
        return fresh.orElse(null);
    }

    private void drop(ReleaseId id, Held before) {
        held.remove(id);
        observer.forget(before.release());
        recorder.forget(id);
    }

    /** A tick that throws is tried again with back-off; after some times its release is looked after blindly. */
    private Optional<Instant> failed(ReleaseId id, @Nullable Held before, RuntimeException e) {
        if (before == null || closed) {
            return Optional.empty();
        }
        if (DatabaseAway.isMeantBy(e)) {
            LOG.debugf("tick of release %s waits for the database", id);
            return Optional.of(membership.now().plus(CLAIM_EVERY));
        }
        Held after = before.failed();
        LOG.errorf(e, "tick of release %s failed (%d in a row)", id, after.failures());
        held.put(id, after);
        if (after.failures() >= PARK_AFTER && membership.databaseAnswers() && !turnBlindly(id, after, e)) {
            return Optional.empty();
        }
        return Optional.of(membership.now().plus(again(after.failures())));
    }

    /** How long after so many failures in a row it is tried again: twice as long each time, at most a minute. */
    private static Duration again(int failures) {
        long millis = 200L << Math.min(failures, 9);
        return millis < LONGEST_WAIT.toMillis() ? Duration.ofMillis(millis) : LONGEST_WAIT;
    }

    /**
     * A parked release: it can't be looked at, so its gates see nothing, and its deadline goes on. It stays with this
     * node and is tried again.
     *
     * @return false when it has ended
     */
    private boolean turnBlindly(ReleaseId id, Held parked, RuntimeException cause) {
        String why = FaultWords.of(cause);
        try {
            database.with(handle -> Leases.park(handle, membership.node(), id, why));
            meters.parked();
            Instant now = membership.now();
            Observed nothing = observer.observeNothing(parked.release(), parked.analysis(), why, now);
            Optional<Turned> turned = tick.run(parked.release(), nothing, now);
            if (turned.isEmpty()) {
                reload(id);
            } else if (turned.get().release().hasEnded()) {
                drop(id, parked);
                return false;
            } else {
                held.put(id, new Held(turned.get().release(), turned.get().analysis(), parked.failures()));
            }
        } catch (RuntimeException again) {
            LOG.errorf(again, "release %s can't even be looked after blindly", id);
        }
        return true;
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private <T> T lockedGet(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
