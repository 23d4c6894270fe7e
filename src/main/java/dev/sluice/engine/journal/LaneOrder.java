package dev.sluice.engine.journal;

import dev.sluice.engine.Intent;
import dev.sluice.release.ReleaseId;
import dev.sluice.store.ReleaseStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which requests have to be settled one after the other: those of a lane, which is a service in an environment. What one
 * of them does is nothing to another lane.
 */
public final class LaneOrder {

    private LaneOrder() {}

    /**
     * The requests of each lane, in the order in which they came.
     *
     * @param entries the oldest first
     * @param stored lanes of releases that are made already; one that isn't there is of no lane, and whatever is asked of it
     *     is refused
     */
    public static List<List<Entry>> of(List<Entry> entries, Function<List<ReleaseId>, Map<ReleaseId, String>> stored) {
        Map<ReleaseId, String> lanes = new HashMap<>(stored.apply(meant(entries)));
        Map<String, List<Entry>> byLane = new LinkedHashMap<>();
        for (Entry entry : entries) {
            String lane = lane(entry.intent(), lanes);
            entry.intent().makes().ifPresent(made -> lanes.put(made, lane));
            byLane.computeIfAbsent(lane, _ -> new ArrayList<>()).add(entry);
        }
        return List.copyOf(byLane.values());
    }

    private static List<ReleaseId> meant(List<Entry> entries) {
        return entries.stream()
                .flatMap(entry -> before(entry.intent()).stream())
                .distinct()
                .toList();
    }

    /** The release that has to be there before it can be carried out. */
    private static Optional<ReleaseId> before(Intent intent) {
        return switch (intent) {
            case Intent.Create _ -> Optional.empty();
            case Intent.Retry retry -> Optional.of(retry.of());
            case Intent.Undo undo -> Optional.of(undo.of());
            case Intent.Order _, Intent.Approve _ -> Optional.of(intent.release());
        };
    }

    private static String lane(Intent intent, Map<ReleaseId, String> lanes) {
        return intent instanceof Intent.Create create
                ? ReleaseStore.lane(create.request().service(), create.request().environment())
                : before(intent).map(id -> lanes.getOrDefault(id, "")).orElse("");
    }

    /** The lanes shared out among so many that work side by side; each has some lanes whole. */
    static List<List<Entry>> shared(List<List<Entry>> lanes, int workers) {
        List<List<Entry>> shares = new ArrayList<>();
        Stream.generate(ArrayList<Entry>::new)
                .limit(Math.min(workers, lanes.size()))
                .forEach(shares::add);
        for (int i = 0; i < lanes.size(); i++) {
            shares.get(i % shares.size()).addAll(lanes.get(i));
        }
        return shares;
    }
}
