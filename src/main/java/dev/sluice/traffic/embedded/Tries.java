package dev.sluice.traffic.embedded;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which instances a request may still be sent to while connections fail: some of its version, then, where that is the
 * candidate, some of stable, so that a candidate that is down costs its users nothing.
 */
final class Tries {

    private final Set<Instance> tried = new HashSet<>();
    private final int triesPerVersion;
    private VersionPool lane;
    private Optional<VersionPool> fallback;
    private int left;

    Tries(VersionPool lane, Optional<VersionPool> fallback, int triesPerVersion) {
        this.lane = lane;
        this.fallback = fallback;
        this.triesPerVersion = triesPerVersion;
        this.left = triesPerVersion;
    }

    /** The version whose instance was named last. */
    VersionPool lane() {
        return lane;
    }

    Optional<Instance> next(long nowMillis) {
        Optional<Instance> next = left > 0 ? lane.backends().next(tried, nowMillis) : Optional.empty();
        if (next.isPresent()) {
            left--;
            tried.add(next.get());
            return next;
        }
        return fallback.flatMap(other -> {
            lane = other;
            fallback = Optional.empty();
            left = triesPerVersion;
            return next(nowMillis);
        });
    }
}
