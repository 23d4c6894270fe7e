package dev.sluice.engine.journal;

import dev.sluice.fault.FaultPoint;
import dev.sluice.fault.Faults;
import dev.sluice.release.ReleaseId;
import dev.sluice.schedule.PeriodicTask;
import dev.sluice.store.Availability;
import dev.sluice.store.Database;
import dev.sluice.store.ReleaseStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Carries out what waits in the journal as soon as the database is back: many in one transaction, in order within a lane,
 * lanes side by side.
 */
public final class Replay implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Replay.class);
    private static final Duration LOOKS_EVERY = Duration.ofMillis(250);

    private static final int SIDE_BY_SIDE = 4;

    /** For each transaction little enough for the second in which it has to begin and go on. */
    private static final int BATCH = SIDE_BY_SIDE * 50;

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
            int done = batch(journal, this::lanes, this::settle);
            replayed.increment(done);
            LOG.infof("%d requests of the journal are done, %d wait", done, journal.length());
        }
    }

    private Map<ReleaseId, String> lanes(List<ReleaseId> releases) {
        return releases.isEmpty() ? Map.of() : database.read(handle -> ReleaseStore.lanes(handle, releases));
    }

    private void settle(List<List<Entry>> shares) {
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> all = shares.stream()
                    .map(share -> CompletableFuture.runAsync(() -> settleOne(share), workers))
                    .toList();
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private void settleOne(List<Entry> share) {
        database.with(handle -> {
            carryOut.accept(handle, share);
            Faults.hit(FaultPoint.REPLAY_INSIDE);
        });
        Faults.hit(FaultPoint.REPLAY_AFTER);
    }

    /**
     * Settles the oldest ones that wait.
     *
     * @param lanes of releases that are made already, see {@link LaneOrder}
     * @param settle settles each share in one transaction, see {@link Settlement}; when it throws, all of them still wait,
     *     and those that were settled all the same are left alone the next time
     * @return how many
     */
    public static int batch(
            Journal journal,
            Function<List<ReleaseId>, Map<ReleaseId, String>> lanes,
            Consumer<List<List<Entry>>> settle) {
        List<Entry> oldest = journal.oldest(BATCH);
        settle.accept(LaneOrder.shared(LaneOrder.of(oldest, lanes), SIDE_BY_SIDE));
        journal.remove(oldest.size());
        return oldest.size();
    }

    @Override
    public void close() {
        every.close();
    }
}
