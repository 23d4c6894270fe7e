package dev.sluice.analysis;

import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/** What one arm did in one closed window, as one gate sees it. */
public sealed interface Sample {

    /**
     * Requests (or trials of any kind) and how many of them were bad.
     *
     * @param n trials, 0 or more
     * @param x bad ones, 0 to n
     * @param users those with the most bad ones, where the source knows users
     */
    record Counts(long n, long x, List<OfUser> users) implements Sample {

        public Counts {
            // Looks that were stored before users were counted have none.
            users = Objects.requireNonNullElse(users, List.of());
        }

        /** From a source that knows no users. */
        public Counts(long n, long x) {
            this(n, x, List.of());
        }
    }

    /**
     * One user's part of an arm's bad requests in one window.
     *
     * @param user bucket of the sticky key
     * @param n requests, as far as they were seen; at least x
     * @param x bad ones
     */
    record OfUser(long user, long n, long x) {}

    /**
     * Latencies.
     *
     * @param n requests, 0 or more
     * @param atMost cumulative: how many took at most so many seconds; without the unbounded bucket
     */
    record Histogram(long n, SortedMap<Double, Long> atMost) implements Sample {}

    /** A gauge, or the value of a query. */
    record Value(double value) implements Sample {}

    /** There was nothing to read: NO_DATA. */
    record Missing(String reason) implements Sample {}

    /** Reading failed: PROVIDER_ERROR. */
    record Failed(String reason) implements Sample {}
}
