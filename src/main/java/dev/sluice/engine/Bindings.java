package dev.sluice.engine;

import dev.sluice.release.TargetId;
import dev.sluice.schedule.Batcher;
import dev.sluice.store.Database;
import dev.sluice.store.DatabaseAway;
import dev.sluice.store.Notifications;
import dev.sluice.store.Routes;
import dev.sluice.traffic.Binding;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the targets are bound to, in memory; read again once it is told that it changed. While the database is away, what
 * was known last counts.
 */
final class Bindings implements AutoCloseable, Notifications.Listener {

    private static final int MOST = 1_000;

    private final Database database;
    private final Notifications notifications;
    private final Batcher<TargetId, Optional<Binding>> reads;
    private final Map<TargetId, Known> known = new ConcurrentHashMap<>();

    /** What is told while something is read may be of what is read. */
    private final AtomicLong told = new AtomicLong();

    private record Known(Binding binding, boolean isStale) {}

    Bindings(Database database, Notifications notifications) {
        this.database = database;
        this.notifications = notifications;
        this.reads = new Batcher<>("bindings", MOST, this::inOneGo);
        notifications.listen(this);
    }

    /** A target's; empty where there is no such target. */
    Optional<Binding> of(TargetId target) {
        Known before = known.get(target);
        if (before != null && !before.isStale()) {
            return Optional.of(before.binding());
        }
        long heard = told.get();
        try {
            Optional<Binding> now = reads.answer(target);
            now.ifPresent(binding -> keep(target, binding, heard));
            return now;
        } catch (DatabaseAway away) {
            return known(target);
        }
    }

    /** Those of many targets, in one go; a target that isn't there is missing. */
    Map<TargetId, Binding> of(Collection<TargetId> targets) {
        Map<TargetId, Binding> bindings = new HashMap<>();
        List<TargetId> unknown = targets.stream()
                .filter(target -> {
                    Known before = known.get(target);
                    return before == null || before.isStale();
                })
                .toList();
        if (!unknown.isEmpty()) {
            long heard = told.get();
            database.read(handle -> Routes.bindings(handle, unknown))
                    .forEach((target, binding) -> keep(target, binding, heard));
        }
        targets.forEach(target -> known(target).ifPresent(binding -> bindings.put(target, binding)));
        return bindings;
    }

    private void keep(TargetId target, Binding binding, long heard) {
        known.put(target, new Known(binding, told.get() != heard));
    }

    /** As it was last known, without asking. */
    Optional<Binding> known(TargetId target) {
        return Optional.ofNullable(known.get(target)).map(Known::binding);
    }

    void forget(TargetId target) {
        known.remove(target);
    }

    @Override
    public void told(String kind, String subject) {
        if (kind.equals("binding")) {
            told.incrementAndGet();
            known.replaceAll((target, is) -> isMeant(target, subject) ? new Known(is.binding(), true) : is);
        }
    }

    /** Whether what is told of a target's document is of this one; older processes tell the name without the service. */
    static boolean isMeant(TargetId target, String subject) {
        return subject.indexOf('/') < 0
                ? target.name().equals(subject)
                : target.toString().equals(subject);
    }

    @Override
    public void missed() {
        told.incrementAndGet();
        known.replaceAll((_, is) -> new Known(is.binding(), true));
    }

    @Override
    public void close() {
        notifications.unlisten(this);
        reads.close();
    }

    private List<Optional<Binding>> inOneGo(List<TargetId> targets) {
        Map<TargetId, Binding> found = database.read(handle -> Routes.bindings(handle, targets));
        return targets.stream()
                .map(target -> Optional.ofNullable(found.get(target)))
                .toList();
    }
}
