package dev.sluice.traffic.embedded;

import dev.sluice.release.Health;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The instances of one version, and which of them gets the next request: the healthy one with the fewest requests in
 * flight, in turn where they are equal.
 *
 * <p>Ejections never leave less than half of the instances: with fewer, those that checks can reach are asked although
 * they were ejected, and with none of these, all are. Wrong guesses about health must not make an outage.
 */
final class Backends {

    private final List<Instance> instances;
    private final AtomicInteger turn = new AtomicInteger();

    Backends(List<Instance> instances) {
        this.instances = instances;
    }

    List<Instance> instances() {
        return instances;
    }

    int healthy(long nowMillis) {
        return count(instance -> instance.isHealthy(nowMillis));
    }

    /** How many are healthy, and what is wrong with one that isn't. */
    Health health(long nowMillis) {
        String trouble = instances.stream()
                .filter(instance -> !instance.isHealthy(nowMillis))
                .map(Instance::trouble)
                .findFirst()
                .orElse("");
        return new Health(healthy(nowMillis), instances.size(), trouble);
    }

    /** Whose turn it is, leaving out those that were tried already. */
    Optional<Instance> next(Set<Instance> tried, long nowMillis) {
        int healthy = healthy(nowMillis);
        if (healthy * 2 >= instances.size() && healthy > 0) {
            Optional<Instance> best =
                    leastLoaded(instance -> instance.isHealthy(nowMillis) && !tried.contains(instance));
            if (best.isPresent()) {
                return best;
            }
        }
        Optional<Instance> reachable = leastLoaded(instance -> instance.isReachable() && !tried.contains(instance));
        return reachable.isPresent() ? reachable : leastLoaded(instance -> !tried.contains(instance));
    }

    private Optional<Instance> leastLoaded(Predicate<Instance> allowed) {
        int count = instances.size();
        if (count == 0) {
            return Optional.empty();
        }
        int first = Math.floorMod(turn.getAndIncrement(), count);
        Optional<Instance> best = Optional.empty();
        for (int i = 0; i < count; i++) {
            Instance instance = instances.get((first + i) % count);
            if (allowed.test(instance)
                    && (best.isEmpty() || instance.inFlight() < best.get().inFlight())) {
                best = Optional.of(instance);
            }
        }
        return best;
    }

    private int count(Predicate<Instance> those) {
        int count = 0;
        for (Instance instance : instances) {
            if (those.test(instance)) {
                count++;
            }
        }
        return count;
    }
}
