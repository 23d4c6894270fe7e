package dev.sluice.engine;

import dev.sluice.release.ReleaseId;
import dev.sluice.store.Database;
import dev.sluice.store.Nodes.Node;
import dev.sluice.store.Ticks;
import dev.sluice.store.Ticks.Ticked;
import java.util.List;
import java.util.Set;

/** Writes what ticks decided: looks in batches, changes one by one. */
final class Recorder implements Recording, AutoCloseable {

    private static final int MOST_LOOKS = 500;

    private final Database database;
    private final Node node;
    private final Batcher<Ticked, Boolean> looks;

    Recorder(Database database, Node node) {
        this.database = database;
        this.node = node;
        this.looks = new Batcher<>("record", MOST_LOOKS, this::recordLooks);
    }

    @Override
    public boolean record(Ticked tick) {
        if (!tick.events().isEmpty()) {
            return database.in(
                    handle -> Faults.passing(FaultPoint.RECORD_INSIDE, Ticks.recordEvents(handle, node, tick)));
        }
        return !tick.looked() || looks.ask(tick).join();
    }

    @Override
    public void close() {
        looks.close();
    }

    private List<Boolean> recordLooks(List<Ticked> batch) {
        Set<ReleaseId> written =
                database.in(handle -> Faults.passing(FaultPoint.RECORD_INSIDE, Ticks.recordLooks(handle, node, batch)));
        return batch.stream().map(tick -> written.contains(tick.before().id())).toList();
    }
}
