package dev.sluice.traffic.embedded;

import java.util.Arrays;
import java.util.List;

/**
 * The fixed upper bounds of the latency buckets: 24 of them from 1 ms to 10 s, each about half as much again as the
 * one before, so that answers that take half as long again move to another bucket. One more bucket holds the rest.
 */
public final class LatencyBounds {

    private static final double NANOS = 1e9;

    /** Inclusive upper bounds in seconds. */
    public static final List<Double> SECONDS = List.of(
            .001, .0015, .002, .003, .005, .0075, .01, .015, .02, .03, .05, .075, .1, .15, .2, .3, .5, .75, 1.0, 1.5,
            2.0, 3.0, 5.0, 10.0);

    /** Buckets: one for each bound and one above. */
    public static final int BUCKETS = SECONDS.size() + 1;

    private static final long[] UPPER_NANOS =
            SECONDS.stream().mapToLong(s -> Math.round(s * NANOS)).toArray();

    private LatencyBounds() {}

    /** The bucket that a duration belongs to. */
    static int bucketOf(long nanos) {
        int found = Arrays.binarySearch(UPPER_NANOS, nanos);
        return found >= 0 ? found : -found - 1;
    }
}
