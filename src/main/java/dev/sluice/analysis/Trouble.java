package dev.sluice.analysis;

import java.time.Instant;

/**
 * That a gate had nothing to judge in the last window.
 *
 * @param verdict NO_DATA or PROVIDER_ERROR; PASS when there is no trouble
 * @param sinceMillis start of the first window without, epoch milliseconds; far away where there was no window yet
 */
public record Trouble(Verdict verdict, String reason, long sinceMillis) {

    /** All is well. */
    public static final Trouble NONE = new Trouble(Verdict.PASS, "", 0);

    /** After every window, and still a moment. */
    private static final long NOT_YET = Instant.parse("9999-01-01T00:00:00Z").toEpochMilli();

    boolean any() {
        return verdict != Verdict.PASS;
    }

    /** Reading failed before there was any window; how long it lasts is counted from the first one on. */
    Trouble expected(String reason) {
        return any() ? this : new Trouble(Verdict.PROVIDER_ERROR, reason, NOT_YET);
    }

    /** After a window that could not be used; trouble that was there goes on under its new name. */
    Trouble after(Reading unusable, long fromMillis) {
        return new Trouble(
                unusable.verdict(), unusable.reason(), any() ? Math.min(sinceMillis, fromMillis) : fromMillis);
    }
}
