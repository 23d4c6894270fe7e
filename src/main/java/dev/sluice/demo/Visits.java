package dev.sluice.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What the shoppers have met so far.
 *
 * @param sent requests that were sent
 * @param outstanding those of them without an answer yet
 * @param dropped those that no shop answered: the connection failed, or something on the way answered itself
 * @param lastDrop why the last of these was one
 * @param byVersion what each version did
 */
public record Visits(
        long sent, long outstanding, long dropped, Optional<String> lastDrop, SortedMap<String, Experience> byVersion) {

    /**
     * With one version of the shop.
     *
     * @param requests answers
     * @param errors those of them with a status of 500 or above
     * @param first when the first request that it answered was due
     * @param last when its last answer came
     * @param median half of its latest 2,000 answers took at most this long, from the moment when the request was due
     * @param p95 95 % of them did
     */
    public record Experience(long requests, long errors, Instant first, Instant last, Duration median, Duration p95) {}

    /** Before anybody came. */
    public static Visits none() {
        return new Visits(0, 0, 0, Optional.empty(), Collections.emptySortedMap());
    }

    /** What a version did; nothing, where nobody met it. */
    public Experience of(String version) {
        return byVersion.getOrDefault(
                version, new Experience(0, 0, Instant.EPOCH, Instant.EPOCH, Duration.ZERO, Duration.ZERO));
    }

    /** Answers of all shops. */
    public long answered() {
        return byVersion.values().stream().mapToLong(Experience::requests).sum();
    }
}
