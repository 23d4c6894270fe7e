package dev.sluice.traffic.embedded;

import java.util.Arrays;
import java.util.List;

/**
 * The fixed upper bounds of the latency buckets: from 1 ms to 11.8 s, each 1.2 times the one before, rounded up to three
 * digits. So a comparison with a tolerance of 1.2 finds for each bound another one that is that much lower, and a
 * candidate that takes half as long again moves over two of them. One more bucket holds the rest.
 */
public final class LatencyBounds {

    private static final double NANOS = 1e9;

    /** Inclusive upper bounds in seconds. */
    public static final List<Double> SECONDS = List.of(
            .001, .0012, .00144, .00173, .00208, .0025, .003, .0036, .00432, .00519, .00623, .00748, .00898, .0108,
            .013, .0156, .0188, .0226, .0272, .0327, .0393, .0472, .0567, .0681, .0818, .0982, .118, .142, .171, .206,
            .248, .298, .358, .43, .516, .62, .744, .893, 1.08, 1.3, 1.56, 1.88, 2.26, 2.72, 3.27, 3.93, 4.72, 5.67,
            6.81, 8.18, 9.82, 11.8);

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
