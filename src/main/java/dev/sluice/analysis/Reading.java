package dev.sluice.analysis;

import java.util.List;

/**
 * What one gate can use of one arm in one window.
 *
 * @param n requests; 1 for a value
 * @param value bad requests, or the value
 * @param verdict PASS when usable, else NO_DATA or PROVIDER_ERROR
 * @param users with the most bad requests, where they are known
 * @param reason why it is not usable; empty when it is
 */
record Reading(double n, double value, Verdict verdict, String reason, List<Sample.OfUser> users) {

    /** An arm that need not be there. */
    static final Reading NOT_NEEDED = new Reading(0, 0, Verdict.PASS, "");

    Reading(double n, double value, Verdict verdict, String reason) {
        this(n, value, verdict, reason, List.of());
    }

    boolean usable() {
        return verdict == Verdict.PASS;
    }

    /**
     * Counts of bad requests.
     *
     * @param bound seconds over which a request is bad; 0 where they are counted as such
     */
    static Reading counts(String arm, Sample sample, double bound) {
        return switch (sample) {
            case Sample.Counts counts
            when bound == 0 -> checked(arm, counts.n(), counts.x()).of(counts.users());
            case Sample.Histogram histogram
            when bound > 0 && histogram.atMost().containsKey(bound) ->
                checked(arm, histogram.n(), histogram.n() - histogram.atMost().getOrDefault(bound, 0L));
            case Sample.Histogram _ when bound > 0 -> noData(arm + " has no bucket of " + bound + " s");
            case Sample.Counts _, Sample.Histogram _, Sample.Value _ ->
                noData(arm + " gives another kind of sample than the gate judges");
            case Sample.Missing missing -> noData(missing.reason());
            case Sample.Failed failed -> failed(failed);
        };
    }

    /** A value. */
    static Reading value(String arm, Sample sample) {
        return switch (sample) {
            case Sample.Value value ->
                Double.isFinite(value.value())
                        ? new Reading(1, value.value(), Verdict.PASS, "")
                        : noData(arm + " gives " + value.value());
            case Sample.Counts _, Sample.Histogram _ -> noData(arm + " gives counts and the gate judges a value");
            case Sample.Missing missing -> noData(missing.reason());
            case Sample.Failed failed -> failed(failed);
        };
    }

    private Reading of(List<Sample.OfUser> whose) {
        return new Reading(n, value, verdict, reason, whose);
    }

    private static Reading checked(String arm, long n, long x) {
        if (n < 0 || x < 0) {
            return noData(arm + " gives negative counts");
        }
        if (x > n) {
            return noData(arm + " gives " + x + " bad of " + n + " requests");
        }
        return n == 0 ? noData("no requests of " + arm) : new Reading((double) n, (double) x, Verdict.PASS, "");
    }

    /** Why a sample gives nothing; {@code otherwise} when it is none of the samples that say so themselves. */
    static Reading absent(Sample sample, String otherwise) {
        return switch (sample) {
            case Sample.Missing missing -> noData(missing.reason());
            case Sample.Failed failed -> failed(failed);
            case Sample.Counts _, Sample.Histogram _, Sample.Value _ -> noData(otherwise);
        };
    }

    static Reading noData(String reason) {
        return new Reading(0, 0, Verdict.NO_DATA, reason);
    }

    private static Reading failed(Sample.Failed failed) {
        return new Reading(0, 0, Verdict.PROVIDER_ERROR, failed.reason());
    }
}
