package dev.sluice.engine.journal;

/** Nothing can be promised: the journal is full, or its disk fails. */
public final class JournalRefuses extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JournalRefuses(String why) {
        super(why);
    }

    JournalRefuses(String why, Throwable cause) {
        super(why, cause);
    }
}
