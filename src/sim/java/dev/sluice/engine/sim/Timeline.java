package dev.sluice.engine.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/**
 * Virtual time, and what is to happen in it. Whoever waits runs what others do meanwhile, on the same stack: so straight
 * code, such as the real tick, can be cut open wherever it calls a model.
 */
final class Timeline {

    static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final PriorityQueue<Due> queue = new PriorityQueue<>();
    private Instant now = START;
    private long order;

    private record Due(Instant at, long order, Runnable work) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /** True time, which is the database's. */
    Instant now() {
        return now;
    }

    void at(Instant when, Runnable work) {
        queue.add(new Due(when.isBefore(now) ? now : when, order++, work));
    }

    void after(Duration delay, Runnable work) {
        at(now.plus(delay), work);
    }

    /** Lets everything happen up to then. */
    void runUntil(Instant end) {
        for (Due first = queue.peek(); first != null && !first.at().isAfter(end); first = queue.peek()) {
            queue.poll();
            now = first.at().isAfter(now) ? first.at() : now;
            first.work().run();
        }
        now = end.isAfter(now) ? end : now;
    }
}
