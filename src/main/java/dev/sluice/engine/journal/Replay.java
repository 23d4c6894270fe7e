package dev.sluice.engine.journal;

import dev.sluice.engine.Every;
import dev.sluice.engine.FaultPoint;
import dev.sluice.engine.Faults;
import dev.sluice.store.Availability;
import dev.sluice.store.Database;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Carries out what waits in the journal as soon as the database is back, in order, many in one transaction. */
public final class Replay implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Replay.class);
    private static final Duration LOOKS_EVERY = Duration.ofMillis(250);

    /** Small enough for the second in which a transaction has to begin and go on. */
    private static final int BATCH = 50;

    private final Database database;
    private final Journal journal;
    private final Availability availability;
    private final BiConsumer<Handle, List<Entry>> carryOut;
    private final Counter replayed;
    private final Every every;

    private Replay(
            Database database,
            Journal journal,
            Availability availability,
            BiConsumer<Handle, List<Entry>> carryOut,
            MeterRegistry registry) {
        this.database = database;
        this.journal = journal;
        this.availability = availability;
        this.carryOut = carryOut;
        this.replayed = registry.counter("sluice.journal.replayed");
        registry.gauge("sluice.journal.length", journal, Journal::length);
        registry.gauge("sluice.journal.bytes", journal, Journal::bytes);
        registry.gauge("sluice.database.answers", availability, now -> now.isAway() ? 0 : 1);
        this.every = Every.start("replay", () -> LOOKS_EVERY, this::replay);
    }

    /**
     * Starts at once.
     *
     * @param carryOut carries entries out in order or notes that they are refused, in this transaction; what was carried out before
     *     changes nothing. It throws only when the whole batch has to be tried again
     */
    public static Replay start(
            Database database,
            Journal journal,
            Availability availability,
            BiConsumer<Handle, List<Entry>> carryOut,
            MeterRegistry registry) {
        Replay replay = new Replay(database, journal, availability, carryOut, registry);
        availability.onReturn(replay.every::nudge);
        return replay;
    }

    private void replay() {
        while (!journal.isEmpty() && !availability.isAway()) {
            List<Entry> batch = journal.oldest(BATCH);
            database.with(handle -> {
                carryOut.accept(handle, batch);
                Faults.hit(FaultPoint.REPLAY_INSIDE);
            });
            Faults.hit(FaultPoint.REPLAY_AFTER);
            journal.remove(batch.size());
            replayed.increment(batch.size());
            LOG.infof("%d requests of the journal are done, %d wait", batch.size(), journal.length());
        }
    }

    @Override
    public void close() {
        every.close();
    }
}
