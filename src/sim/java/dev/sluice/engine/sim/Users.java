package dev.sluice.engine.sim;

import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Which share of the users really got the candidate, over time: the mean of all routers that are up. */
final class Users {

    private final Timeline timeline;
    private final Map<TargetId, Map<String, Weight>> routers = new HashMap<>();
    private final Map<TargetId, NavigableMap<Instant, Double>> shares = new HashMap<>();

    Users(Timeline timeline) {
        this.timeline = timeline;
    }

    void see(String node, TargetId target, Weight weight) {
        routers.computeIfAbsent(target, _ -> new TreeMap<>()).put(node, weight);
        remember(target);
    }

    void lose(String node) {
        routers.forEach((target, weights) -> {
            if (weights.remove(node) != null) {
                remember(target);
            }
        });
    }

    private void remember(TargetId target) {
        double share = routers.getOrDefault(target, Map.of()).values().stream()
                .mapToInt(Weight::basisPoints)
                .average()
                .orElse(0);
        shares.computeIfAbsent(target, _ -> new TreeMap<>()).put(timeline.now(), share / 10_000);
    }

    /** The candidate's share over a span, 0 to 1. */
    double share(TargetId target, Instant from, Instant to) {
        NavigableMap<Instant, Double> known = shares.get(target);
        if (known == null || !from.isBefore(to)) {
            return 0;
        }
        double sum = 0;
        Instant at = from;
        Map.Entry<Instant, Double> first = known.floorEntry(from);
        double share = first == null ? 0 : first.getValue();
        for (Map.Entry<Instant, Double> change :
                known.subMap(from, false, to, false).entrySet()) {
            sum += share * Duration.between(at, change.getKey()).toNanos();
            at = change.getKey();
            share = change.getValue();
        }
        sum += share * Duration.between(at, to).toNanos();
        return sum / Duration.between(from, to).toNanos();
    }
}
