package dev.sluice.engine.sim;

import dev.sluice.analysis.Gate;
import dev.sluice.analysis.Rules.Policy;
import dev.sluice.analysis.Verdict;
import dev.sluice.engine.sim.Fact.Said;
import dev.sluice.release.Cause;
import dev.sluice.release.Event;
import dev.sluice.release.Phase;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Spec;
import dev.sluice.release.Stage;
import dev.sluice.release.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * S10: while a freeze is in force for a release, no weight of it rises and its version doesn't become stable; the freeze
 * by itself ends no release, and keeps none from giving back when a gate fails. An undo is free of it.
 */
final class FreezeHolds implements Rule {

    private final Walk.All walks = new Walk.All();
    private final Freezings freezings = new Freezings();
    private final Map<ReleaseId, Release> rows = new HashMap<>();
    private final Map<ReleaseId, Map<String, Verdict>> said = new HashMap<>();
    private final Set<ReleaseId> failed = new HashSet<>();
    private final Set<String> down = new HashSet<>();
    private boolean sick;

    @Override
    public List<Violation> see(Fact fact) {
        switch (fact) {
            case Fact.Announced announced -> freezings.see(announced);
            case Fact.Thawed thawed -> freezings.see(thawed);
            case Fact.Harm harm -> sick |= harm.what().startsWith("Sick");
            case Fact.Down it -> down.add(it.digest());
            case Fact.Looked looked -> {
                return looked(looked);
            }
            case Fact.Committed commit -> {
                List<Violation> found = committed(commit);
                rows.put(commit.row().id(), commit.row());
                return found;
            }
            default -> {}
        }
        return List.of();
    }

    /** The look that shows a failure is written together with what follows from it, so a second one is one too many. */
    private List<Violation> looked(Fact.Looked looked) {
        Map<String, Verdict> last = said.computeIfAbsent(looked.release(), _ -> new HashMap<>());
        looked.said().forEach(it -> last.put(it.target(), it.verdict()));
        Release row = rows.get(looked.release());
        if (row == null || !freezings.held(row.spec().service(), looked.at())) {
            return List.of();
        }
        boolean fails = looked.said().stream().anyMatch(it -> fails(row, it));
        return fails && !failed.add(looked.release()) && !isStranded(row) && !row.isGivingBack()
                ? List.of(violation(looked.at(), row.id(), "kept its candidate in a freeze after a gate had failed"))
                : List.of();
    }

    /** Stable that has no healthy instance gets nothing back: then a person is asked. */
    private boolean isStranded(Release row) {
        return sick
                || row.targets().stream()
                        .flatMap(target -> target.stable().stream())
                        .anyMatch(stable -> down.contains(stable.digest()));
    }

    private static boolean fails(Release row, Said said) {
        return said.verdict() == Verdict.FAIL
                && row.plan()
                        .gate(said.gate())
                        .filter(gate -> gate.onFail() == Gate.OnFail.ROLL_BACK)
                        .isPresent();
    }

    private List<Violation> committed(Fact.Committed commit) {
        List<Walk.Step> steps = walks.see(commit);
        Walk walk = walks.of(commit.row().id());
        if (walk.spec.kind() == Spec.Kind.UNDO) {
            return List.of();
        }
        List<Violation> found = new ArrayList<>();
        for (Walk.Step step : steps) {
            Instant at = walk.place(step.target()).said();
            boolean frozen = freezings.held(walk.spec.service(), at);
            if (frozen && step.rises()) {
                found.add(violation(
                        commit.at(),
                        walk.id,
                        step.target() + " went up to " + step.to().weight() + " in a freeze"));
            }
            boolean expires =
                    step.to() instanceof Stage.Returning returning && returning.cause() instanceof Cause.Expired;
            if (frozen && expires && !hasOtherReason(walk, steps, at)) {
                found.add(violation(commit.at(), walk.id, "expired in a freeze, which stops its clocks"));
            }
        }
        for (Event event : commit.events()) {
            if (event instanceof Event.Ended ended
                    && ended.phase() == Phase.SUCCEEDED
                    && freezings.held(walk.spec.service(), ended.at())) {
                found.add(violation(commit.at(), walk.id, "became stable in a freeze"));
            }
        }
        return found;
    }

    /** People can approve in a freeze, and a gate whose policy gives up without data does so in one too. */
    private boolean hasOtherReason(Walk walk, List<Walk.Step> steps, Instant at) {
        boolean withoutData = walk.plan.gates().stream()
                        .anyMatch(gate -> gate.rules().noData().then() == Policy.ROLL_BACK)
                && said.getOrDefault(walk.id, Map.of()).values().stream()
                        .anyMatch(verdict -> verdict == Verdict.NO_DATA || verdict == Verdict.PROVIDER_ERROR);
        return withoutData || steps.stream().anyMatch(step -> isUnheard(walk, step, at));
    }

    private static boolean isUnheard(Walk walk, Walk.Step step, Instant at) {
        return step.from() instanceof Stage.AtStep from
                && walk.plan.steps().get(from.index()) instanceof Step.Approval asks
                && !at.isBefore(step.before().said().plus(asks.within()));
    }

    private static Violation violation(Instant at, ReleaseId release, String what) {
        return new Violation("S10", at, release + " " + what);
    }
}
