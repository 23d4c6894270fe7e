package dev.sluice.engine;

import dev.sluice.release.Freeze;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Reads the freezes once for all releases, and again when that is a second old or somebody changed one. */
final class RecentFreezes {

    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Freezes freezes;
    private final ReentrantLock reading = new ReentrantLock();
    private Optional<Known> known = Optional.empty();

    /** What was read, and the time from before it was read. */
    private record Known(List<Freeze> freezes, Instant at) {}

    RecentFreezes(Freezes freezes) {
        this.freezes = freezes;
    }

    /** As they were at most a second before {@code now}. */
    List<Freeze> at(Instant now) {
        reading.lock();
        try {
            Optional<Known> fresh =
                    known.filter(it -> Duration.between(it.at(), now).abs().compareTo(FRESH) < 0);
            if (fresh.isPresent()) {
                return fresh.get().freezes();
            }
            Known read = new Known(freezes.all(), now);
            known = Optional.of(read);
            return read.freezes();
        } finally {
            reading.unlock();
        }
    }

    void forget() {
        reading.lock();
        try {
            known = Optional.empty();
        } finally {
            reading.unlock();
        }
    }
}
