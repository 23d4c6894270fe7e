package dev.sluice.engine.journal;

import dev.sluice.release.ReleaseId;
import dev.sluice.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Requests that wait for the database, in the order in which they came. Each is on disk before it is answered, and stays
 * there until it has been carried out.
 */
public final class Journal implements AutoCloseable {

    /** Its file in the data directory. */
    public static final String FILE = "intake.journal";

    /** In bytes. */
    static final long LIMIT = 64L << 20;

    /** In bytes, beyond the limit. */
    static final long FOR_ABORTS = 1L << 20;

    private static final Logger LOG = Logger.getLogger(Journal.class);

    private final JournalFile file;
    private final long limit;
    private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
    private Optional<String> trouble = Optional.empty();

    private Journal(JournalFile file, long limit) {
        this.file = file;
        this.limit = limit;
        file.found().forEach(record -> waiting.add(Json.read(new String(record, StandardCharsets.UTF_8), Entry.class)));
    }

    /**
     * Opens the journal of a data directory with what waits in it.
     *
     * @throws UncheckedIOException when it can't be used
     */
    public static Journal open(Path directory) {
        return open(directory, LIMIT);
    }

    static Journal open(Path directory, long limit) {
        try {
            return open(FileDisk.open(directory.resolve(FILE)), limit);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    /**
     * Opens the journal of a disk with what waits in it.
     *
     * @throws UncheckedIOException when it can't be used
     */
    public static Journal open(Disk disk) {
        return open(disk, LIMIT);
    }

    private static Journal open(Disk disk, long limit) {
        try {
            Journal journal = new Journal(new JournalFile(disk), limit);
            if (journal.length() > 0) {
                LOG.infof("%d requests of before wait in the journal for the database", journal.length());
            }
            return journal;
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    /**
     * Keeps a request.
     *
     * @return the entry that waits under its key: this one, or an earlier one
     * @throws JournalRefuses when it can't be kept; then it isn't
     */
    public synchronized Entry append(Entry entry) {
        return under(entry.principal(), entry.key()).orElseGet(() -> write(entry));
    }

    private Entry write(Entry entry) {
        byte[] record = Json.bytes(entry);
        long room = limit + (entry.isAbort() ? FOR_ABORTS : 0) - file.size();
        if (Frames.HEADER + record.length > room) {
            throw refuses(new JournalRefuses("the journal is full"));
        }
        try {
            file.append(record);
        } catch (IOException failed) {
            throw refuses(new JournalRefuses("the journal can't be written: " + failed.getMessage(), failed));
        }
        waiting.add(entry);
        trouble = Optional.empty();
        return entry;
    }

    private JournalRefuses refuses(JournalRefuses refusal) {
        trouble = Optional.ofNullable(refusal.getMessage());
        return refusal;
    }

    /** The oldest ones. */
    public synchronized List<Entry> oldest(int most) {
        return waiting.stream().limit(most).toList();
    }

    /** The oldest ones have been carried out. */
    synchronized void remove(int carriedOut) {
        for (int i = 0; i < carriedOut; i++) {
            waiting.removeFirst();
        }
        if (waiting.isEmpty()) {
            try {
                file.clear();
                trouble = Optional.empty();
            } catch (IOException failed) {
                LOG.warnf("the journal could not be emptied; what is in it is not done again: %s", failed.getMessage());
            }
        }
    }

    public synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** How many requests wait. */
    public synchronized int length() {
        return waiting.size();
    }

    /** Size on disk. */
    public synchronized long bytes() {
        return file.size();
    }

    /** Why it took the latest request not, where it didn't. */
    public synchronized Optional<String> trouble() {
        return trouble;
    }

    /** The request that would make this release. */
    public synchronized Optional<Entry> making(ReleaseId release) {
        return first(entry -> entry.intent().makes().filter(release::equals).isPresent());
    }

    /** Whether an abort of this release waits. */
    public synchronized boolean aborts(ReleaseId release) {
        return first(entry -> entry.isAbort() && entry.intent().release().equals(release))
                .isPresent();
    }

    /** A waiting request by the id of its entry. */
    public synchronized Optional<Entry> find(String id) {
        return first(entry -> entry.id().equals(id));
    }

    /** A waiting request by its idempotency key. */
    public synchronized Optional<Entry> under(String principal, String key) {
        return first(entry -> entry.isUnder(principal, key));
    }

    private Optional<Entry> first(Predicate<Entry> which) {
        return waiting.stream().filter(which).findFirst();
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException late) {
            LOG.debugf("the journal's file: %s", late.getMessage());
        }
    }
}
