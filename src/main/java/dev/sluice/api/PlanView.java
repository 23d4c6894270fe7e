package dev.sluice.api;

import dev.sluice.release.Plan;
import dev.sluice.release.Step;
import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import dev.sluice.validation.Durations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a release will do.
 *
 * @param digest what approvals are bound to
 * @param preview with validateOnly: what the gates can find out at each compared step
 * @param warnings with validateOnly: metric sources that can't be read now, and why
 * @param shortest how long it takes at least, when everything goes well and people answer at once
 */
public record PlanView(
        String digest,
        String strategy,
        int revision,
        String type,
        List<StepView> steps,
        List<WaveView> waves,
        List<PlannedGate> gates,
        double alpha,
        String window,
        String keepFor,
        String deadline,
        String shortest,
        List<StepPreview> preview,
        List<String> warnings) {

    /** A step; only what its kind has is there. */
    public record StepView(
            int index,
            String kind,
            @Nullable BigDecimal weight,
            @Nullable String hold,
            @Nullable Integer of,
            @Nullable List<String> from,
            @Nullable String within) {}

    /** Targets that move together. */
    public record WaveView(List<String> targets, String bake, boolean lockStep) {}

    static PlanView of(
            Plan plan, String digest, String strategy, int revision, List<StepPreview> preview, List<String> warnings) {
        List<StepView> steps = new ArrayList<>();
        for (Step step : plan.steps()) {
            steps.add(step(steps.size() + 1, step));
        }
        return new PlanView(
                digest,
                strategy,
                revision,
                plan.type() == Plan.Type.CANARY ? "canary" : "blueGreen",
                steps,
                plan.waves().stream()
                        .map(wave -> new WaveView(
                                wave.targets().stream().map(TargetId::name).toList(),
                                Durations.format(wave.bake()),
                                wave.lockStep()))
                        .toList(),
                plan.gates().stream().map(PlannedGate::of).toList(),
                plan.alpha(),
                Durations.format(plan.window()),
                Durations.format(plan.keepFor()),
                Durations.format(plan.deadline()),
                Durations.format(plan.shortest()),
                preview,
                warnings);
    }

    private static StepView step(int index, Step step) {
        return switch (step) {
            case Step.ToWeight to
            when to.weight().equals(Weight.ALL) ->
                new StepView(index, to.kind(), to.weight().percent(), null, null, null, null);
            case Step.ToWeight to ->
                new StepView(index, to.kind(), to.weight().percent(), Durations.format(to.hold()), null, null, null);
            case Step.Approval asks ->
                new StepView(index, asks.kind(), null, null, asks.of(), asks.from(), Durations.format(asks.within()));
            case Step.Flip flip -> new StepView(index, flip.kind(), null, null, null, null, null);
        };
    }
}
