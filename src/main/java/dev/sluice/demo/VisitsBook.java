package dev.sluice.demo;

import com.google.common.collect.EvictingQueue;
import com.google.common.math.Quantiles;
import dev.sluice.demo.Visits.Experience;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where the shoppers write down what they meet. Written on an event loop, read from anywhere. */
final class VisitsBook {

    private static final int LATENCIES_KEPT = 2_000;

    private static final class Entry {
        private final EvictingQueue<Long> nanos = EvictingQueue.create(LATENCIES_KEPT);
        private final Instant first;
        private Instant last;
        private long requests;
        private long errors;

        Entry(Instant first) {
            this.first = first;
            this.last = first;
        }

        Experience experience() {
            return new Experience(requests, errors, first, last, percentile(50), percentile(95));
        }

        private Duration percentile(int percent) {
            return Duration.ofNanos(
                    Math.round(Quantiles.percentiles().index(percent).compute(nanos)));
        }
    }

    private final SortedMap<String, Entry> entries = new TreeMap<>();
    private long sent;
    private long answered;
    private long dropped;
    private Optional<String> lastDrop = Optional.empty();

    synchronized void sent() {
        sent++;
    }

    synchronized void answered(String version, int status, Duration took) {
        Instant now = Instant.now();
        Entry entry = entries.computeIfAbsent(version, _ -> new Entry(now.minus(took)));
        answered++;
        entry.last = now;
        entry.requests++;
        entry.errors += status >= 500 ? 1 : 0;
        entry.nanos.add(took.toNanos());
    }

    synchronized boolean isEverybodyServed() {
        return sent == answered + dropped;
    }

    synchronized void dropped(String why) {
        dropped++;
        lastDrop = Optional.of(why);
    }

    synchronized Visits visits() {
        SortedMap<String, Experience> byVersion = new TreeMap<>();
        entries.forEach((version, entry) -> byVersion.put(version, entry.experience()));
        long answered =
                byVersion.values().stream().mapToLong(Experience::requests).sum();
        return new Visits(sent, sent - answered - dropped, dropped, lastDrop, byVersion);
    }
}
