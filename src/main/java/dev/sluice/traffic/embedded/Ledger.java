package dev.sluice.traffic.embedded;

import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import dev.sluice.traffic.Traffic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Everything that the router has counted. Two labels of one digest are counted as one version. */
final class Ledger {

    private record Key(TargetId target, String digest) {}

    private final Map<Key, VersionTally> tallies = new ConcurrentHashMap<>();

    VersionTally tally(TargetId target, Version version) {
        return tallies.computeIfAbsent(new Key(target, version.digest()), key -> new VersionTally(target, version));
    }

    /** The windows that ended by then and were not drained before, by target and version, oldest first. */
    List<WindowCounts> drain(Instant upTo) {
        long second = upTo.getEpochSecond();
        return tallies.values().stream()
                .flatMap(tally -> tally.drain(second).stream())
                .toList();
    }

    List<VersionTotals> totals() {
        return tallies.values().stream().map(VersionTally::totals).toList();
    }

    /** The candidate's share of the requests of the last ten seconds; empty where there were none. */
    Optional<Weight> observed(Traffic traffic, Instant now) {
        long candidate = recent(traffic, traffic.candidate(), now);
        long all = candidate + recent(traffic, traffic.stable(), now);
        return all == 0
                ? Optional.empty()
                : Optional.of(new Weight((int) Math.round((double) candidate * Weight.ALL.basisPoints() / all)));
    }

    private long recent(Traffic traffic, Optional<Traffic.Pool> pool, Instant now) {
        return pool.map(p -> tallies.get(new Key(traffic.target(), p.version().digest())))
                .map(tally -> tally.recentRequests(now.getEpochSecond()))
                .orElse(0L);
    }

    /** Forgets versions that no route has any more, once they are drained. */
    void retain(Set<VersionTally> used) {
        Set<Key> idle = tallies.entrySet().stream()
                .filter(entry ->
                        !used.contains(entry.getValue()) && entry.getValue().isIdle())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        tallies.keySet().removeAll(idle);
    }
}
