package dev.sluice.engine.sim;

import dev.sluice.release.Plan;
import dev.sluice.release.Spec;
import dev.sluice.release.Stage;
import dev.sluice.release.Step;
import dev.sluice.release.Weight;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** S2: no weight above the last step that was authorised, and none past an open approval. */
final class WithinThePlan implements Rule {

    /** How far a node's idea of the database's clock may be off. */
    private static final Duration TOLERANCE = Duration.ofMillis(100);

    private final Walk.All walks = new Walk.All();

    @Override
    public List<Violation> see(Fact fact) {
        if (!(fact instanceof Fact.Committed commit)) {
            return List.of();
        }
        return walks.see(commit).stream()
                .flatMap(step -> wrong(walks.of(commit.row().id()), step).stream()
                        .map(what -> new Violation(
                                "S2",
                                commit.at(),
                                step.target() + " of " + commit.row().id() + " " + what)))
                .toList();
    }

    private Optional<String> wrong(Walk walk, Walk.Step step) {
        int last = walk.plan.steps().size() - 1;
        int from = switch (step.from()) {
            case Stage.Waiting _ -> 0;
            case Stage.AtStep at -> at.index();
            case Stage.Promoting _, Stage.Baked _, Stage.Returning _, Stage.Returned _ -> last + 1;
        };
        Optional<Integer> to = switch (step.to()) {
            case Stage.AtStep at -> Optional.of(at.index());
            case Stage.Promoting _, Stage.Baked _ -> Optional.of(last + 1);
            case Stage.Waiting _, Stage.Returning _, Stage.Returned _ -> Optional.empty();
        };
        if (to.isEmpty() || walk.spec.kind() == Spec.Kind.UNDO) {
            return Optional.empty();
        }
        if (walk.isUngated(step.target())) {
            return unapproved(walk, step, from, Math.min(to.get(), last + 1));
        }
        if (to.get() > from + 1 && !step.byPerson() && !walk.plan.givesAll(from + 1) && !walk.plan.givesAll(from)) {
            return Optional.of("went from step " + from + " to step " + to.get());
        }
        if (step.to() instanceof Stage.AtStep at && at.weight().isAbove(most(walk.plan, at.index()))) {
            return Optional.of("has " + at.weight() + " at step " + at.index());
        }
        return unapproved(walk, step, from, Math.min(to.get(), last + 1));
    }

    /** Approvals hold for first releases too. */
    private static Optional<String> unapproved(Walk walk, Walk.Step step, int from, int to) {
        for (int index = from; index < to; index++) {
            if (walk.plan.steps().get(index) instanceof Step.Approval asks && !isAgreed(walk, step, index, asks)) {
                return Optional.of("went past step " + index + ", which " + asks.of() + " people had to approve");
            }
        }
        return Optional.empty();
    }

    private static Weight most(Plan plan, int index) {
        Weight most = Weight.NONE;
        for (int i = 0; i <= index; i++) {
            if (plan.steps().get(i) instanceof Step.ToWeight to && to.weight().isAbove(most)) {
                most = to.weight();
            }
        }
        return most;
    }

    private static boolean isAgreed(Walk walk, Walk.Step step, int index, Step.Approval asks) {
        long agreed = walk.approvers(walk.wave(step.target()), index).stream()
                .filter(person -> !person.equalsIgnoreCase(walk.spec.requestedBy()))
                .count();
        boolean over = asks.otherwise() == Step.Otherwise.GO_ON
                && step.from() instanceof Stage.AtStep at
                && at.index() == index
                && !step.commit()
                        .at()
                        .plus(TOLERANCE)
                        .isBefore(step.before().said().plus(asks.within()));
        return agreed >= asks.of() || over;
    }
}
