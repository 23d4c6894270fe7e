package dev.sluice.metrics.embedded;

import dev.sluice.analysis.Sample;
import dev.sluice.store.Windows.Sum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How requests ended, as a gate counts them. An abandoned request is neither a success nor an error: it counts for the
 * gate of abandoned requests alone, among all requests; the others count the requests that clients waited for.
 */
enum Ends {
    ERRORS,
    CLIENT_ERRORS,
    ABANDONED;

    /** More users than this can't each have a large part of the bad requests. */
    private static final int MOST_USERS = 8;

    private static final int WIDTH = 5;

    Sample in(Sum sum) {
        if (this != ABANDONED && sum.completed() == 0 && sum.abandoned() > 0) {
            return new Sample.Missing(
                    sum.abandoned() + " requests of the version, and clients left before the end of each answer");
        }
        return switch (this) {
            case ERRORS -> new Sample.Counts(sum.completed(), sum.errors(), users(sum));
            case CLIENT_ERRORS -> new Sample.Counts(sum.completed(), sum.clientErrors(), users(sum));
            case ABANDONED -> new Sample.Counts(sum.requests(), sum.abandoned(), users(sum));
        };
    }

    /** Where a user's bad ones stand in a row. */
    private int column() {
        return switch (this) {
            case ERRORS -> 2;
            case CLIENT_ERRORS -> 3;
            case ABANDONED -> 4;
        };
    }

    private List<Sample.OfUser> users(Sum sum) {
        Map<Long, Sample.OfUser> users = new HashMap<>();
        List<Long> rows = sum.users();
        for (int row = 0; row + WIDTH <= rows.size(); row += WIDTH) {
            long bad = rows.get(row + column());
            if (bad > 0) {
                long requests = rows.get(row + 1) - (this == ABANDONED ? 0 : rows.get(row + 4));
                users.merge(
                        rows.get(row),
                        new Sample.OfUser(rows.get(row), Math.max(requests, bad), bad),
                        (a, b) -> new Sample.OfUser(a.user(), a.n() + b.n(), a.x() + b.x()));
            }
        }
        List<Sample.OfUser> most = new ArrayList<>(users.values());
        most.sort(Comparator.comparingLong(Sample.OfUser::x).reversed().thenComparingLong(Sample.OfUser::user));
        return List.copyOf(most.subList(0, Math.min(MOST_USERS, most.size())));
    }
}
