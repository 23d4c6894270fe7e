package dev.sluice.analysis;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One arm in a line of {@code ./sluice judge}.
 *
 * @param n requests
 * @param x bad ones of them
 * @param atMost L: how many took at most so many seconds, cumulative
 */
public record StreamArm(double n, double x, SortedMap<Double, Double> atMost) {

    /** Nothing was said of it. */
    public static final StreamArm NOTHING = new StreamArm(0, 0, Collections.emptySortedMap());

    /** Why these counts can't be used; empty when they can. */
    Optional<String> unusable(String arm) {
        if (!(n > 0) || !Double.isFinite(n)) {
            return Optional.of(arm + ".n: " + (n == 0 ? "no requests" : "is not a number of requests"));
        }
        if (!(x >= 0 && x <= n)) {
            return Optional.of(arm + ".x: must be between 0 and n");
        }
        boolean rises = atMost.values().stream().allMatch(it -> it >= 0 && it <= n);
        return rises ? Optional.empty() : Optional.of(arm + ".le: must be between 0 and n");
    }

    /** How many took longer than {@code bound} seconds; empty without such a bucket. */
    Optional<Double> over(double bound) {
        return Optional.ofNullable(atMost.get(bound)).map(it -> n - it);
    }
}
