package dev.sluice.traffic.embedded;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Requests of the last ten seconds, for showing what share of users a version really has. */
final class RecentRequests {

    static final int SECONDS = 10;
    private static final int SLOTS = 16;

    private record Slot(long epochSecond, AtomicLong requests) {}

    private final AtomicReferenceArray<@Nullable Slot> slots = new AtomicReferenceArray<>(SLOTS);

    void add(long epochSecond) {
        int at = (int) (epochSecond % SLOTS);
        Slot slot = slots.get(at);
        if (slot == null || slot.epochSecond < epochSecond) {
            Slot fresh = new Slot(epochSecond, new AtomicLong());
            slot = slots.compareAndSet(at, slot, fresh) ? fresh : slots.get(at);
        }
        if (slot != null) {
            slot.requests.getAndIncrement();
        }
    }

    /** Of the ten seconds that end with this one. */
    long upTo(long epochSecond) {
        long sum = 0;
        for (int at = 0; at < SLOTS; at++) {
            Slot slot = slots.get(at);
            if (slot != null && slot.epochSecond > epochSecond - SECONDS && slot.epochSecond <= epochSecond) {
                sum += slot.requests.get();
            }
        }
        return sum;
    }
}
