package dev.sluice.engine;

import dev.sluice.fault.FaultPoint;
import dev.sluice.fault.Faults;
import dev.sluice.release.ReleaseId;
import dev.sluice.schedule.Batcher;
import dev.sluice.store.Database;
import dev.sluice.store.Nodes.Node;
import dev.sluice.store.Ticks;
import dev.sluice.store.Ticks.Ticked;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes what ticks decided: looks in batches, changes one by one. The judge's whole state goes with every change and
 * with one of so many looks; what is between is folded in when it is read.
 */
final class Recorder implements Recording, AutoCloseable {

    private static final int MOST_LOOKS = 500;

    /** So many looks are folded in at most when a release is taken over. */
    private static final int LOOKS_UNSAVED = 32;

    private final Database database;
    private final Node node;
    private final Batcher<Ticked, Boolean> looks;
    private final Map<ReleaseId, Integer> unsaved = new ConcurrentHashMap<>();

    Recorder(Database database, Node node) {
        this.database = database;
        this.node = node;
        this.looks = new Batcher<>("record", MOST_LOOKS, this::recordLooks);
    }

    @Override
    public boolean record(Ticked tick) {
        if (!tick.isNews()) {
            return true;
        }
        boolean written = tick.events().isEmpty()
                ? looks.answer(tick)
                : database.in(
                        handle -> Faults.passing(FaultPoint.RECORD_INSIDE, Ticks.recordEvents(handle, node, tick)));
        if (!written || isDue(tick) || !tick.events().isEmpty()) {
            forget(tick.before().id());
        } else {
            unsaved.merge(tick.before().id(), tick.looks().size(), Integer::sum);
        }
        return written;
    }

    /** The release is no longer this node's. */
    void forget(ReleaseId release) {
        unsaved.remove(release);
    }

    private boolean isDue(Ticked tick) {
        return tick.learned() || unsaved.getOrDefault(tick.before().id(), 0) >= LOOKS_UNSAVED;
    }

    @Override
    public void close() {
        looks.close();
    }

    private List<Boolean> recordLooks(List<Ticked> batch) {
        Set<ReleaseId> written = database.in(handle ->
                Faults.passing(FaultPoint.RECORD_INSIDE, Ticks.recordLooks(handle, node, batch, this::isDue)));
        return batch.stream().map(tick -> written.contains(tick.before().id())).toList();
    }
}
