package dev.sluice.analysis;

/**
 * That a gate had nothing to judge in the last window.
 *
 * @param verdict NO_DATA or PROVIDER_ERROR; PASS when there is no trouble
 * @param sinceMillis start of the first window without, epoch milliseconds
 */
public record Trouble(Verdict verdict, String reason, long sinceMillis) {

    /** All is well. */
    public static final Trouble NONE = new Trouble(Verdict.PASS, "", 0);

    boolean any() {
        return verdict != Verdict.PASS;
    }

    /** After a window that could not be used; trouble that was there goes on under its new name. */
    Trouble after(Reading unusable, long fromMillis) {
        return new Trouble(unusable.verdict(), unusable.reason(), any() ? sinceMillis : fromMillis);
    }
}
