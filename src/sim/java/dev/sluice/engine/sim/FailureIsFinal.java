package dev.sluice.engine.sim;

import dev.sluice.analysis.Gate;
import dev.sluice.analysis.Verdict;
import dev.sluice.engine.sim.Fact.Writer;
import dev.sluice.release.Event;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Weight;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** S1, second half: the engine never raises a weight after a gate that rolls back said FAIL. People may. */
final class FailureIsFinal implements Rule {

    private final Map<ReleaseId, Release> rows = new HashMap<>();
    private final Set<ReleaseId> failed = new HashSet<>();

    @Override
    public List<Violation> see(Fact fact) {
        return switch (fact) {
            case Fact.Looked looked -> {
                if (looked.said().stream().anyMatch(said -> fails(looked.release(), said))) {
                    failed.add(looked.release());
                }
                yield List.of();
            }
            case Fact.Committed commit -> committed(commit);
            default -> List.of();
        };
    }

    private boolean fails(ReleaseId release, Fact.Said said) {
        Release row = rows.get(release);
        return said.verdict() == Verdict.FAIL
                && row != null
                && row.plan().gates().stream()
                        .anyMatch(gate -> gate.name().equals(said.gate()) && gate.onFail() == Gate.OnFail.ROLL_BACK);
    }

    private List<Violation> committed(Fact.Committed commit) {
        Release before = rows.put(commit.row().id(), commit.row());
        if (before == null
                || commit.writer() == Writer.PERSON
                || !failed.contains(commit.row().id())) {
            return List.of();
        }
        return commit.events().stream()
                .filter(Event.Moved.class::isInstance)
                .map(Event.Moved.class::cast)
                .filter(moved -> moved.stage().weight().isAbove(weight(before, moved)))
                .map(moved -> new Violation(
                        "S1",
                        commit.at(),
                        moved.target() + " of " + before.id() + " went up to "
                                + moved.stage().weight() + " after a gate had failed"))
                .toList();
    }

    private static Weight weight(Release before, Event.Moved moved) {
        return before.target(moved.target()).stage().weight();
    }
}
