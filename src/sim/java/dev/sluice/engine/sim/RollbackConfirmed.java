package dev.sluice.engine.sim;

import dev.sluice.engine.sim.Fact.Applied;
import dev.sluice.engine.sim.Fact.Hand;
import dev.sluice.release.Event;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Stage;
import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import dev.sluice.store.Nodes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** S7, second half: a target is back only when every router that lived through its return gave everything to stable, by whose hand ever. */
final class RollbackConfirmed implements Rule {

    private final Map<String, Alive> nodes = new TreeMap<>();
    private final Map<ReleaseId, Map<TargetId, Instant>> returning = new HashMap<>();
    private final Map<String, Map<TargetId, Instant>> backAt = new HashMap<>();

    /** A node whose heartbeat has been good since then. */
    private record Alive(Instant since, Instant beat) {}

    @Override
    public List<Violation> see(Fact fact) {
        return switch (fact) {
            case Fact.Joined joined -> {
                nodes.put(joined.node(), new Alive(joined.at(), joined.at()));
                yield List.of();
            }
            case Fact.Beat beat -> {
                nodes.computeIfPresent(
                        beat.node(),
                        (_, alive) -> alive.beat().plus(Nodes.GOOD_FOR).isBefore(beat.at())
                                ? new Alive(beat.at(), beat.at())
                                : new Alive(alive.since(), beat.at()));
                yield List.of();
            }
            case Fact.Died died -> {
                nodes.remove(died.node());
                yield List.of();
            }
            case Applied applied -> {
                boolean back = applied.weight().equals(Weight.NONE);
                if (back || applied.hand() != Hand.SOMEBODY_ELSE) {
                    backAt.computeIfAbsent(applied.node(), _ -> new HashMap<>())
                            .merge(
                                    applied.target(),
                                    back ? Instant.MAX : Instant.MIN,
                                    (before, after) -> before.equals(Instant.MAX) && !back ? applied.at() : after);
                }
                yield List.of();
            }
            case Fact.Committed commit -> committed(commit);
            default -> List.of();
        };
    }

    private List<Violation> committed(Fact.Committed commit) {
        List<Violation> found = new ArrayList<>();
        Map<TargetId, Instant> starts = returning.computeIfAbsent(commit.row().id(), _ -> new HashMap<>());
        for (Event event : commit.events()) {
            if (event instanceof Event.Moved moved) {
                switch (moved.stage()) {
                    case Stage.Returning _ -> starts.put(moved.target(), commit.at());
                    case Stage.Returned _ -> found.addAll(notBack(commit, moved.target(), starts));
                    default -> {}
                }
            }
        }
        return found;
    }

    private List<Violation> notBack(Fact.Committed commit, TargetId target, Map<TargetId, Instant> starts) {
        Instant start = starts.getOrDefault(target, Instant.MIN);
        return nodes.entrySet().stream()
                .filter(node -> node.getValue().since().isBefore(start)
                        && !node.getValue().beat().plus(Nodes.GOOD_FOR).isBefore(commit.at()))
                .filter(node -> backAt.getOrDefault(node.getKey(), Map.of())
                        .getOrDefault(target, Instant.MIN)
                        .isBefore(start))
                .map(node -> new Violation(
                        "S7",
                        commit.at(),
                        target + " is said to be back, and the router of " + node.getKey() + " was never told"))
                .toList();
    }
}
