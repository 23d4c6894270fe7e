package dev.sluice.engine;

import dev.sluice.schedule.PeriodicTask;
import dev.sluice.store.Database;
import dev.sluice.store.Events;
import dev.sluice.store.Idempotency;
import dev.sluice.store.LookLog;
import dev.sluice.store.Nodes;
import dev.sluice.store.Windows;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jdbi.v3.core.Handle;

/** Deletes what is too old to be of use, in small batches that are in nobody's way. */
public final class Retention implements AutoCloseable {

    /** How often it looks. */
    private static final Duration EVERY = Duration.ofMinutes(1);

    /** Counts are needed as stable's history. */
    private static final Duration COUNTS = Duration.ofHours(1);

    /** Answers that are given again. */
    private static final Duration ANSWERS = Duration.ofHours(24);

    private static final int BATCH = 5_000;

    private final Database database;
    private final Supplier<Instant> now;
    private final Periods kept;
    private final PeriodicTask every;

    /**
     * How long what is over is kept.
     *
     * @param evidence what gates said
     * @param events of releases, after their end
     */
    public record Periods(Duration evidence, Duration events) {}

    /** Starts at once. */
    public Retention(Database database, Supplier<Instant> now, Periods kept) {
        this.database = database;
        this.now = now;
        this.kept = kept;
        this.every = PeriodicTask.start("retention", () -> EVERY, this::forget);
    }

    @Override
    public void close() {
        every.close();
    }

    private void forget() {
        inBatches(handle -> Windows.forget(handle, now.get().minus(COUNTS), BATCH));
        inBatches(handle -> LookLog.forget(handle, now.get().minus(kept.evidence()), BATCH));
        inBatches(handle -> Events.forget(handle, now.get().minus(kept.events()), BATCH));
        inBatches(handle -> Idempotency.forget(handle, now.get().minus(ANSWERS), BATCH));
        database.with(Nodes::forgetDead);
    }

    private void inBatches(ToIntFunction<Handle> batch) {
        int deleted = BATCH;
        while (deleted == BATCH) {
            deleted = database.in(batch::applyAsInt);
        }
    }
}
