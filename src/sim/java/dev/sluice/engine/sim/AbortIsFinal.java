package dev.sluice.engine.sim;

import dev.sluice.engine.sim.Fact.Kept;
import dev.sluice.engine.sim.Fact.Writer;
import dev.sluice.release.Event;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * S1, first half: the candidate's weight never rises after an abort was acknowledged. While the abort waits in a journal,
 * only the machine knows of it that acknowledged it.
 */
final class AbortIsFinal implements Rule {

    /** How far a node's idea of the database's clock may be off. */
    private static final Duration TOLERANCE = Duration.ofMillis(100);

    private final Set<ReleaseId> aborted = new HashSet<>();
    private final Map<String, Fact.TakenIn> waiting = new HashMap<>();
    private final Map<ReleaseId, Map<TargetId, Weight>> weights = new HashMap<>();

    @Override
    public List<Violation> see(Fact fact) {
        return switch (fact) {
            case Fact.Answered answer -> {
                if (answer.accepted() && answer.kept() == Kept.DATABASE && isAbort(answer.what())) {
                    answer.release().ifPresent(aborted::add);
                }
                yield List.of();
            }
            case Fact.TakenIn taken -> {
                if (isAbort(taken.what())) {
                    waiting.put(taken.entry(), taken);
                }
                yield List.of();
            }
            case Fact.Settled settled -> {
                waiting.remove(settled.entry());
                if (isAbort(settled.what()) && settled.refused().isEmpty()) {
                    aborted.add(settled.release());
                }
                yield List.of();
            }
            case Fact.Committed commit -> committed(commit);
            default -> List.of();
        };
    }

    private static boolean isAbort(String what) {
        return what.startsWith("abort ");
    }

    /** Whether whoever decided that must have known better. */
    private boolean isKnownTo(Fact.Committed commit, Event.Moved moved) {
        return commit.writer() == Writer.TICK
                && waiting.values().stream()
                        .anyMatch(taken -> taken.release().equals(commit.row().id())
                                && commit.node().startsWith(taken.machine())
                                && moved.at().isAfter(taken.at().plus(TOLERANCE)));
    }

    private List<Violation> committed(Fact.Committed commit) {
        List<Violation> found = new ArrayList<>();
        ReleaseId id = commit.row().id();
        for (Event event : commit.events()) {
            if (event instanceof Event.Moved moved) {
                Weight to = moved.stage().weight();
                Weight before =
                        weights.computeIfAbsent(id, _ -> new HashMap<>()).put(moved.target(), to);
                if ((aborted.contains(id) || isKnownTo(commit, moved))
                        && to.isAbove(before == null ? Weight.NONE : before)) {
                    found.add(new Violation(
                            "S1", commit.at(), moved.target() + " went up to " + to + " after the abort of " + id));
                }
            }
        }
        return found;
    }
}
