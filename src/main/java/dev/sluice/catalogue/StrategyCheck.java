package dev.sluice.catalogue;

import dev.sluice.catalogue.StrategyDocument.SelectorDocument;
import dev.sluice.catalogue.StrategyDocument.WaveDocument;
import dev.sluice.release.Plan;
import dev.sluice.validation.Durations;
import dev.sluice.validation.InvalidDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks a strategy when it is written: that it becomes a plan, and that the plan can come to its end. A plan of a
 * strategy that was written before is not held against the latter: an undo must not fail by it.
 */
public final class StrategyCheck {

    private static final String EXAMPLE = "example";

    private StrategyCheck() {}

    /**
     * Plans it for targets that suit it.
     *
     * @param merged with what it extends merged in
     * @throws InvalidDocument naming every field that is wrong
     */
    public static void check(StrategyDocument merged) {
        Plan plan = Planner.plan(merged, examples(merged));
        // The deadline stands still while people are asked, so that approvals take nothing.
        Duration least = plan.shortest();
        if (plan.deadline().compareTo(least) < 0) {
            throw InvalidDocument.at(
                    "/deadline",
                    "must be at least " + Durations.format(least) + ", which holds and bakes take even if all goes well"
                            + waves(plan) + ", not " + Durations.format(plan.deadline())
                            + (merged.deadline() == null ? " (the default)" : "")
                            + "; make it longer, or holds and bakes shorter");
        }
    }

    /** One in each wave, so that none is left out as empty. */
    private static List<TargetDocument> examples(StrategyDocument merged) {
        List<WaveDocument> waves = merged.waves() == null ? List.of() : merged.waves();
        if (waves.isEmpty()) {
            return List.of(example(EXAMPLE, EXAMPLE));
        }
        List<TargetDocument> examples = new ArrayList<>();
        for (int i = 0; i < waves.size(); i++) {
            String other = EXAMPLE + "-" + i;
            Optional<SelectorDocument> selector =
                    Optional.ofNullable(waves.get(i).targets());
            Optional<String> region = selector.flatMap(by -> first(by.region(), EXAMPLE));
            Optional<String> name = selector.flatMap(by -> first(by.name(), other));
            if (selector.isEmpty()) {
                examples.add(example(other, EXAMPLE));
            } else if (region.isPresent() && name.isPresent()) {
                examples.add(example(name.get(), region.get()));
            }
        }
        return examples;
    }

    /** The first that a selector names; anything where it names none; nothing where its list is empty. */
    private static Optional<String> first(@Nullable List<String> named, String anything) {
        return named == null ? Optional.of(anything) : named.stream().findFirst();
    }

    private static TargetDocument example(String name, String region) {
        return new TargetDocument(name, EXAMPLE, EXAMPLE, region, null, null, null);
    }

    private static String waves(Plan plan) {
        return plan.waves().size() > 1 ? " in " + plan.waves().size() + " waves" : "";
    }
}
