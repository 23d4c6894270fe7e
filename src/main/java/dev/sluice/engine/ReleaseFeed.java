package dev.sluice.engine;

import dev.sluice.release.ReleaseId;
import dev.sluice.schedule.PeriodicTask;
import dev.sluice.store.Database;
import dev.sluice.store.Notifications;
import dev.sluice.store.ReleaseStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells {@link LastKnown} what other processes and people do to releases; what this process moves, its ticks tell. */
public final class ReleaseFeed implements AutoCloseable, Notifications.Listener {

    private static final Duration EVERY = Duration.ofMillis(500);
    private static final int BATCH = 500;

    private final Database database;
    private final Engine engine;
    private final LastKnown known;
    private final Notifications notifications;
    private final Set<ReleaseId> changed = ConcurrentHashMap.newKeySet();
    private final PeriodicTask every;
    private volatile boolean anew = true;

    public ReleaseFeed(Database database, Engine engine, LastKnown known, Notifications notifications) {
        this.database = database;
        this.engine = engine;
        this.known = known;
        this.notifications = notifications;
        this.every = PeriodicTask.start("releases", () -> EVERY, this::follow);
        notifications.listen(this);
    }

    @Override
    public void told(String kind, String subject) {
        if (kind.equals("release") || kind.equals("event")) {
            ReleaseId release = new ReleaseId(subject);
            if (!engine.holds(release)) {
                changed.add(release);
            }
        }
    }

    @Override
    public void missed() {
        anew = true;
        every.nudge();
    }

    @Override
    public void close() {
        notifications.unlisten(this);
        every.close();
    }

    private void follow() {
        if (anew) {
            anew = false;
            loadAnew();
        }
        while (!changed.isEmpty()) {
            List<ReleaseId> batch = changed.stream().limit(BATCH).toList();
            batch.forEach(changed::remove);
            read(batch);
        }
    }

    private void loadAnew() {
        try {
            database.read(handle -> ReleaseStore.list(handle, ReleaseStore.Filter.ALL, "", BATCH)).reversed().stream()
                    .forEach(known::saw);
            database.read(handle -> ReleaseStore.moving(handle, LastKnown.MOST)).forEach(known::saw);
        } catch (RuntimeException again) {
            anew = true;
            throw again;
        }
    }

    private void read(List<ReleaseId> batch) {
        try {
            database.read(handle -> ReleaseStore.among(handle, batch)).forEach(known::saw);
        } catch (RuntimeException again) {
            changed.addAll(batch);
            throw again;
        }
    }
}
