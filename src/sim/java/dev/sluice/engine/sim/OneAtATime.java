package dev.sluice.engine.sim;

import dev.sluice.release.Event;
import dev.sluice.release.Phase;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Stage;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.release.Wave;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** S5: one active release a lane, which starts from what its predecessors left, and waves in order. */
final class OneAtATime implements Rule {

    private final Walk.All walks = new Walk.All();
    private final Map<String, ReleaseId> active = new HashMap<>();
    private final Map<TargetId, Optional<Version>> stables = new HashMap<>();

    @Override
    public List<Violation> see(Fact fact) {
        return switch (fact) {
            case Fact.Routed routed -> {
                stables.putIfAbsent(routed.target(), routed.stable());
                yield List.of();
            }
            case Fact.Committed commit -> committed(commit);
            default -> List.of();
        };
    }

    private List<Violation> committed(Fact.Committed commit) {
        List<Violation> found = new ArrayList<>();
        List<Walk.Step> steps = walks.see(commit);
        Walk walk = walks.of(commit.row().id());
        for (Event event : commit.events()) {
            switch (event) {
                case Event.Started started -> {
                    ReleaseId other = active.putIfAbsent(walk.spec.service(), walk.id);
                    if (other != null) {
                        found.add(new Violation("S5", commit.at(), walk.id + " started beside " + other));
                    }
                    started.targets().stream()
                            .filter(start -> !start.stable().equals(stable(start.target())))
                            .map(start -> new Violation(
                                    "S5",
                                    commit.at(),
                                    walk.id + " started from " + start.stable() + " at " + start.target() + ", where "
                                            + stable(start.target()) + " is stable"))
                            .forEach(found::add);
                }
                case Event.Ended ended -> {
                    active.remove(walk.spec.service(), walk.id);
                    if (ended.phase() == Phase.SUCCEEDED) {
                        walk.plan.waves().stream()
                                .flatMap(wave -> wave.targets().stream())
                                .forEach(target -> stables.put(target, Optional.of(walk.spec.version())));
                    }
                }
                default -> {}
            }
        }
        steps.stream()
                .filter(step -> isTooEarly(walk, step))
                .map(step ->
                        new Violation("S5", commit.at(), step.target() + " began before the wave before it was baked"))
                .forEach(found::add);
        return found;
    }

    private Optional<Version> stable(TargetId target) {
        return stables.getOrDefault(target, Optional.empty());
    }

    private static boolean isTooEarly(Walk walk, Walk.Step step) {
        boolean begins = step.from() instanceof Stage.Waiting && !step.byPerson();
        return begins
                && walk.plan.waves().subList(0, walk.wave(step.target())).stream()
                        .map(Wave::targets)
                        .flatMap(List::stream)
                        .anyMatch(target -> !(walk.place(target).stage() instanceof Stage.Baked));
    }
}
