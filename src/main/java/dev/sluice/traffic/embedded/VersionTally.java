package dev.sluice.traffic.embedded;

import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Counts one version of a target, by the second and in all. */
final class VersionTally {

    /** Seconds that are kept for somebody to drain: a quarter of an hour without a database costs about 3 MB. */
    static final int KEPT_SECONDS = 900;

    private final TargetId target;
    private final Version version;
    private final NavigableMap<Long, WindowTally> open = new ConcurrentSkipListMap<>();
    private final RecentRequests recent = new RecentRequests();
    private final LongAdder requests = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder clientErrors = new LongAdder();
    private final LongAdder abandoned = new LongAdder();
    private final LongAdder inFlight = new LongAdder();
    private final LongAdder lostWindows = new LongAdder();
    private final AtomicLongArray latency = new AtomicLongArray(LatencyBounds.BUCKETS);
    private volatile @Nullable WindowTally newest;
    private volatile long drainedBefore;

    VersionTally(TargetId target, Version version) {
        this.target = target;
        this.version = version;
    }

    void begin() {
        inFlight.increment();
    }

    void end(long epochSecond, Ending ending) {
        inFlight.decrement();
        requests.increment();
        switch (ending.outcome()) {
            case SERVED -> {}
            case ERROR -> errors.increment();
            case CLIENT_ERROR -> clientErrors.increment();
            case ABANDONED -> abandoned.increment();
        }
        if (ending.isAnswered()) {
            latency.getAndIncrement(LatencyBounds.bucketOf(ending.nanos()));
        }
        recent.add(epochSecond);
        count(epochSecond, ending);
    }

    /**
     * A window is made before it is asked whether its second was drained, and drained seconds are announced before
     * their windows are taken: so a late request goes to the next open second, and no second is drained twice.
     */
    private void count(long epochSecond, Ending ending) {
        long second = Math.max(epochSecond, drainedBefore);
        while (true) {
            WindowTally window = window(second);
            if (second >= drainedBefore && window.add(ending)) {
                return;
            }
            second = Math.max(second + 1, drainedBefore);
        }
    }

    private WindowTally window(long second) {
        WindowTally last = newest;
        if (last != null && last.epochSecond() == second) {
            return last;
        }
        WindowTally window = open.computeIfAbsent(second, WindowTally::new);
        newest = window;
        while (open.size() > KEPT_SECONDS && open.pollFirstEntry() != null) {
            lostWindows.increment();
        }
        return window;
    }

    /** Closes and takes the windows that ended by then, oldest first. */
    synchronized List<WindowCounts> drain(long untilEpochSecond) {
        drainedBefore = Math.max(drainedBefore, untilEpochSecond);
        NavigableMap<Long, WindowTally> ended = open.headMap(untilEpochSecond, false);
        List<WindowTally> taken = List.copyOf(ended.values());
        taken.forEach(WindowTally::close);
        taken.forEach(window -> open.remove(window.epochSecond(), window));
        return taken.stream()
                .filter(window -> window.requests() > 0)
                .map(window -> window.counts(target, version))
                .toList();
    }

    long recentRequests(long epochSecond) {
        return recent.upTo(epochSecond);
    }

    boolean isIdle() {
        return open.isEmpty() && inFlight.sum() == 0;
    }

    VersionTotals totals() {
        return new VersionTotals(
                target,
                version,
                requests.sum(),
                errors.sum(),
                clientErrors.sum(),
                abandoned.sum(),
                inFlight.sum(),
                lostWindows.sum(),
                IntStream.range(0, LatencyBounds.BUCKETS).mapToObj(latency::get).toList());
    }
}
