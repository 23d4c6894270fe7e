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
        this.reads = Batcher.ofLookups("bindings", MOST, this::read);
        notifications.listen(this);
    }

    /** A target's; empty where there is no such target. */
    Optional<Binding> of(TargetId target) {
        Optional<Binding> fresh = fresh(target);
        if (fresh.isPresent()) {
            return fresh;
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
        List<TargetId> unknown =
                targets.stream().filter(target -> fresh(target).isEmpty()).toList();
        if (!unknown.isEmpty()) {
            long heard = told.get();
            read(unknown).forEach((target, binding) -> keep(target, binding, heard));
        }
        targets.forEach(target -> known(target).ifPresent(binding -> bindings.put(target, binding)));
        return bindings;
    }

    /** As it is known, unless something was told of it since. */
    private Optional<Binding> fresh(TargetId target) {
        return Optional.ofNullable(known.get(target))
                .filter(is -> !is.isStale())
                .map(Known::binding);
    }

    private Map<TargetId, Binding> read(List<TargetId> targets) {
        return database.read(handle -> Routes.bindings(handle, targets));
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
}
