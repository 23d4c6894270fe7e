package dev.sluice.fault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every place at which a crash can be provoked. Before: nothing of it has happened; inside: it is written, but not
 * committed or not forced to the disk; after: it stands, and nobody has been told.
 */
public enum FaultPoint {
    /** A release that nobody held is taken. */
    CLAIM_INSIDE,
    CLAIM_AFTER,
    /** A tick has decided. */
    RECORD_BEFORE,
    RECORD_INSIDE,
    RECORD_AFTER,
    /** The routers were told what the tick recorded. */
    ACT_AFTER,
    /** A request that makes or changes a release is carried out; its answer comes last. */
    TAKE_BEFORE,
    TAKE_INSIDE,
    TAKE_AFTER,
    /** A request is kept in the journal while the database is away. */
    JOURNAL_BEFORE,
    JOURNAL_INSIDE,
    JOURNAL_AFTER,
    /** What waited in the journal is carried out; after: it still stands in the journal. */
    REPLAY_INSIDE,
    REPLAY_AFTER,
    /** The own router does what the table says, and has not reported it. */
    ROUTE_AFTER,
    /** Counts that the router gave away are handed over to the database. */
    WINDOWS_BEFORE,
    WINDOWS_AFTER,
    /** A process that stops in order frees what it holds. */
    LEAVE_BEFORE,
    LEAVE_INSIDE,
    LEAVE_AFTER;

    /** As it stands in {@code SLUICE_FAULT}, such as {@code record.after}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    static Optional<FaultPoint> of(String word) {
        return Arrays.stream(values())
                .filter(point -> point.word().equals(word))
                .findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(FaultPoint::word).collect(Collectors.joining(", "));
    }
}
