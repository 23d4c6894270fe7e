package dev.sluice.engine.sim;

import dev.sluice.analysis.Evidence;
import dev.sluice.analysis.Gate;
import dev.sluice.analysis.Gate.Margin;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Rules;
import dev.sluice.release.Plan;
import dev.sluice.release.Plan.OnNewer;
import dev.sluice.release.Step;
import dev.sluice.release.TargetId;
import dev.sluice.release.Wave;
import dev.sluice.release.Weight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Draws plans of every form, with short times. */
final class Recipes {

    private final SplittableRandom dice;

    private Recipes(long recipe) {
        this.dice = new SplittableRandom(recipe);
    }

    static Plan plan(long recipe, List<TargetId> targets) {
        return new Recipes(recipe).plan(targets);
    }

    private Plan plan(List<TargetId> targets) {
        boolean blueGreen = dice.nextInt(5) == 0;
        List<Step> steps = blueGreen ? flip() : canary();
        List<Wave> waves = waves(targets);
        Optional<Gate> errors = dice.nextInt(6) == 0 ? Optional.empty() : Optional.of(errors());
        Rules rules = rules();
        return new Plan(
                blueGreen ? Plan.Type.BLUE_GREEN : Plan.Type.CANARY,
                steps,
                waves,
                errors.map(gate -> gate.with(rules)).stream().toList(),
                .01,
                .05,
                Duration.ofSeconds(2L + dice.nextInt(4)),
                seconds(30, 120),
                seconds(120, 240),
                one(OnNewer.values()));
    }

    private List<Step> flip() {
        return dice.nextBoolean() ? List.of(new Step.Flip()) : List.of(approval(), new Step.Flip());
    }

    private List<Step> canary() {
        List<Step> steps = new ArrayList<>();
        int weight = 0;
        int many = dice.nextInt(5);
        for (int i = 0; i < many; i++) {
            if (dice.nextInt(4) == 0) {
                steps.add(approval());
            } else {
                weight += 500 + dice.nextInt(2000);
                Duration hold = seconds(4, 16);
                steps.add(new Step.ToWeight(new Weight(weight), hold, dice.nextBoolean() ? hold : hold.dividedBy(2)));
            }
        }
        steps.add(new Step.ToWeight(Weight.ALL, Duration.ZERO, Duration.ZERO));
        return List.copyOf(steps);
    }

    private Step approval() {
        Step.Otherwise otherwise = dice.nextInt(3) == 0 ? Step.Otherwise.GO_ON : Step.Otherwise.ROLL_BACK;
        return new Step.Approval(1 + dice.nextInt(2), List.of(), seconds(15, 60), otherwise);
    }

    private List<Wave> waves(List<TargetId> targets) {
        List<Wave> waves = new ArrayList<>();
        int from = 0;
        while (from < targets.size()) {
            int to = from + 1 + dice.nextInt(targets.size() - from);
            waves.add(new Wave(targets.subList(from, to), seconds(2, 12), dice.nextBoolean()));
            from = to;
        }
        return List.copyOf(waves);
    }

    private Gate errors() {
        Gate.Test test = new Gate.Test.Proportion(new Margin(1, 0), new Margin(3, .01), dice.nextBoolean());
        Gate.OnFail onFail = dice.nextInt(5) == 0 ? Gate.OnFail.HOLD : Gate.OnFail.ROLL_BACK;
        return new Gate("errors", new Metric.ErrorRatio(), test, 1, onFail, Optional.<Set<Integer>>empty());
    }

    private Rules rules() {
        Rules.NoData noData = new Rules.NoData(seconds(10, 40), one(Rules.Policy.values()));
        Rules.Patience patience = new Rules.Patience(2, seconds(10, 30), seconds(10, 60));
        return new Rules(new Evidence(20, 2), Duration.ZERO, patience, noData, Rules.Policy.HOLD);
    }

    private <T> T one(T[] of) {
        return of[dice.nextInt(of.length)];
    }

    private Duration seconds(int least, int most) {
        return Duration.ofMillis(dice.nextInt(least * 1000, most * 1000));
    }
}
