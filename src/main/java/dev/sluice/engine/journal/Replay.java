package dev.sluice.engine.journal;

import dev.sluice.fault.FaultPoint;
import dev.sluice.fault.Faults;
import dev.sluice.schedule.PeriodicTask;
import dev.sluice.store.Availability;
import dev.sluice.store.Database;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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
    private final PeriodicTask every;

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
        this.every = PeriodicTask.start("replay", () -> LOOKS_EVERY, this::replay);
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
            int done = batch(journal, entries -> {
                database.with(handle -> {
                    carryOut.accept(handle, entries);
                    Faults.hit(FaultPoint.REPLAY_INSIDE);
                });
                Faults.hit(FaultPoint.REPLAY_AFTER);
            });
            replayed.increment(done);
            LOG.infof("%d requests of the journal are done, %d wait", done, journal.length());
        }
    }

    /**
     * Settles the oldest ones that wait.
     *
     * @param settle settles them in one transaction, see {@link Settlement}; when it throws, all of them still wait
     * @return how many
     */
    public static int batch(Journal journal, Consumer<List<Entry>> settle) {
        List<Entry> oldest = journal.oldest(BATCH);
        settle.accept(oldest);
        journal.remove(oldest.size());
        return oldest.size();
    }

    @Override
    public void close() {
        every.close();
    }
}
