package dev.sluice.engine.sim;

import dev.sluice.release.Event;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** S1, first half: the candidate's weight never rises after an abort was acknowledged. */
final class AbortIsFinal implements Rule {

    private final Set<ReleaseId> aborted = new HashSet<>();
    private final Map<ReleaseId, Map<TargetId, Weight>> weights = new HashMap<>();

    @Override
    public List<Violation> see(Fact fact) {
        return switch (fact) {
            case Fact.Answered answer -> {
                if (answer.accepted() && answer.what().startsWith("abort ")) {
                    answer.release().ifPresent(aborted::add);
                }
                yield List.of();
            }
            case Fact.Committed commit -> committed(commit);
            default -> List.of();
        };
    }

    private List<Violation> committed(Fact.Committed commit) {
        List<Violation> found = new ArrayList<>();
        ReleaseId id = commit.row().id();
        for (Event event : commit.events()) {
            if (event instanceof Event.Moved moved) {
                Weight to = moved.stage().weight();
                Weight before =
                        weights.computeIfAbsent(id, _ -> new HashMap<>()).put(moved.target(), to);
                if (aborted.contains(id) && to.isAbove(before == null ? Weight.NONE : before)) {
                    found.add(new Violation(
                            "S1", commit.at(), moved.target() + " went up to " + to + " after the abort of " + id));
                }
            }
        }
        return found;
    }
}
