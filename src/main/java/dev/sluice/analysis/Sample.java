package dev.sluice.analysis;

import java.util.SortedMap;

/** What one arm did in one closed window, as one gate sees it. */
public sealed interface Sample {

    /**
     * Requests (or trials of any kind) and how many of them were bad.
     *
     * @param n trials, 0 or more
     * @param x bad ones, 0 to n
     */
    record Counts(long n, long x) implements Sample {}

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
