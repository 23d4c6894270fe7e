package dev.sluice.traffic.embedded;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Saves the table off the event loops. Changes that come while one is being saved are saved together. */
final class TableSaver implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TableSaver.class);

    private final TableFile file;
    private final Supplier<SavedTable> latest;
    private final AtomicBoolean due = new AtomicBoolean();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("router-table").factory());

    TableSaver(TableFile file, Supplier<SavedTable> latest) {
        this.file = file;
        this.latest = latest;
    }

    void changed() {
        if (due.compareAndSet(false, true)) {
            writer.execute(this::saveIfDue);
        }
    }

    private void saveIfDue() {
        if (due.compareAndSet(true, false)) {
            saveNow();
        }
    }

    private void saveNow() {
        try {
            file.save(latest.get());
        } catch (IOException failed) {
            LOG.warnf("The router's table is in force but could not be saved: %s", failed.getMessage());
        }
    }

    /** Returns when the present table is on disk, or could not be put there. */
    void saveNowAndWait() {
        CompletableFuture.runAsync(this::saveNow, writer).join();
    }

    /** Waits until everything is saved. */
    @Override
    public void close() {
        writer.close();
    }
}
