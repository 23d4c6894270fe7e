package dev.sluice.traffic.embedded.cluster;

import dev.sluice.store.Routes.Stamp;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * From which epoch on a reader asks for routes, so that it reads few and misses none: an epoch is taken before its
 * transaction commits, so a smaller one can appear after a greater one was seen, but not long after. Now and then it
 * asks for all, which also tells what is there no more. Times are nanoseconds of a clock that never steps.
 */
final class ChangedRoutes {

    /** No transaction that changes a route takes longer. */
    private static final long LATE = Duration.ofSeconds(10).toNanos();

    private static final long ALL_EVERY = Duration.ofSeconds(30).toNanos();
    private static final long NOTHING = 0;

    private record Mark(long at, long epoch) {}

    private final Deque<Mark> marks = new ArrayDeque<>();
    private long settled = NOTHING;
    private long latest = NOTHING;
    private long allAt;
    private boolean all = true;

    /** Whether everything is to be read now. */
    boolean isAll(long now) {
        return all || now - allAt >= ALL_EVERY;
    }

    /** The database may be another one: everything is read next. */
    void startOver() {
        all = true;
    }

    /** From behind which epoch to read. */
    long after(long now) {
        return isAll(now) ? NOTHING : settled;
    }

    /** What a reading that began at this time found. */
    void found(List<Stamp> stamps, long now) {
        if (all) {
            marks.clear();
            settled = NOTHING;
            latest = NOTHING;
        }
        if (isAll(now)) {
            allAt = now;
            all = false;
        }
        latest = Math.max(latest, stamps.stream().mapToLong(Stamp::epoch).max().orElse(NOTHING));
        marks.add(new Mark(now, latest));
        while (!marks.isEmpty() && now - marks.getFirst().at() >= LATE) {
            settled = marks.removeFirst().epoch();
        }
    }
}
