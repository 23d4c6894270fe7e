package dev.sluice.engine.journal;

import java.util.List;
import java.util.Set;

/** Settles requests that waited: each is carried out, or refused where everybody sees it; in order, and once. */
public final class Settlement {

    private Settlement() {}

    /** What is written, in one transaction. */
    public interface Books {

        /** The ids, among the given ones, of requests that were settled before. */
        Set<String> settled(List<String> ids);

        /**
         * Carries a request out and notes that.
         *
         * @throws Impossible when it can't be; then nothing of it is written
         */
        void carryOut(Entry entry);

        /** Notes that a request can't be carried out, and why. */
        void refuse(Entry entry, RuntimeException why);
    }

    /** A request can't be carried out, now or later. Anything else that is thrown ends the transaction. */
    public static final class Impossible extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final RuntimeException why;

        public Impossible(RuntimeException why) {
            super(why);
            this.why = why;
        }
    }

    /** Settles these, the oldest first. What was settled before, by a replay that was cut off, changes nothing. */
    public static void of(List<Entry> entries, Books books) {
        Set<String> before = books.settled(entries.stream().map(Entry::id).toList());
        entries.stream().filter(entry -> !before.contains(entry.id())).forEach(entry -> settle(entry, books));
    }

    private static void settle(Entry entry, Books books) {
        try {
            books.carryOut(entry);
        } catch (Impossible no) {
            books.refuse(entry, no.why);
        }
    }
}
