package dev.sluice.traffic.embedded;

import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * One second's counts while they are being counted. Event loops add without locks; closing waits for those that are in
 * the middle of it, so that no request is lost between two windows and none is counted twice.
 */
final class WindowTally {

    private static final int REQUESTS = 0;
    private static final int ERRORS = 1;
    private static final int CLIENT_ERRORS = 2;
    private static final int ABANDONED = 3;
    private static final int LATENCY = 4;
    private static final int SLICE_REQUESTS = LATENCY + LatencyBounds.BUCKETS;
    private static final int SLICE_ERRORS = SLICE_REQUESTS + WindowCounts.SLICES;
    private static final int CLOSED = 1 << 30;

    private final long epochSecond;
    private final AtomicLongArray counts = new AtomicLongArray(SLICE_ERRORS + WindowCounts.SLICES);
    private final BadByUser users = new BadByUser();
    private final AtomicInteger writers = new AtomicInteger();

    WindowTally(long epochSecond) {
        this.epochSecond = epochSecond;
    }

    long epochSecond() {
        return epochSecond;
    }

    /** Counts a request, unless the window is closed. */
    boolean add(Ending ending) {
        if (writers.getAndIncrement() >= CLOSED) {
            writers.getAndDecrement();
            return false;
        }
        count(ending);
        writers.getAndDecrement();
        return true;
    }

    private void count(Ending ending) {
        counts.getAndIncrement(REQUESTS);
        switch (ending.outcome()) {
            case SERVED -> {}
            case ERROR -> counts.getAndIncrement(ERRORS);
            case CLIENT_ERROR -> counts.getAndIncrement(CLIENT_ERRORS);
            case ABANDONED -> counts.getAndIncrement(ABANDONED);
        }
        users.add(ending);
        if (ending.isAnswered()) {
            counts.getAndIncrement(LATENCY + LatencyBounds.bucketOf(ending.nanos()));
        }
        if (ending.slice() != Ending.NO_SLICE) {
            counts.getAndIncrement(SLICE_REQUESTS + ending.slice());
            if (ending.isError()) {
                counts.getAndIncrement(SLICE_ERRORS + ending.slice());
            }
        }
    }

    void close() {
        writers.getAndAdd(CLOSED);
        while ((writers.get() & (CLOSED - 1)) != 0) {
            Thread.onSpinWait();
        }
    }

    long requests() {
        return counts.get(REQUESTS);
    }

    WindowCounts counts(TargetId target, Version version) {
        return new WindowCounts(
                target,
                version,
                Instant.ofEpochSecond(epochSecond),
                requests(),
                counts.get(ERRORS),
                counts.get(CLIENT_ERRORS),
                counts.get(ABANDONED),
                part(LATENCY, LatencyBounds.BUCKETS),
                slices(SLICE_REQUESTS),
                slices(SLICE_ERRORS),
                users.users());
    }

    private List<Long> slices(int from) {
        return hasSlices() ? part(from, WindowCounts.SLICES) : List.of();
    }

    private boolean hasSlices() {
        return IntStream.range(SLICE_REQUESTS, SLICE_ERRORS).anyMatch(i -> counts.get(i) != 0);
    }

    private List<Long> part(int from, int length) {
        return IntStream.range(from, from + length).mapToObj(counts::get).toList();
    }
}
