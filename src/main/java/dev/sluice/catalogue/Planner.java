package dev.sluice.catalogue;

import dev.sluice.analysis.Gate;
import dev.sluice.analysis.GateProblems;
import dev.sluice.catalogue.StrategyDocument.WaveDocument;
import dev.sluice.release.Plan;
import dev.sluice.release.Step;
import dev.sluice.release.TargetId;
import dev.sluice.release.Wave;
import dev.sluice.validation.Flaws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a strategy and the targets it is applied to into a plan, or says everything that is wrong with it. */
public final class Planner {

    /** What Sluice brings for services that name no strategy. */
    public static final String STANDARD = "standard";

    private static final Duration LONGEST = Duration.ofDays(30);
    static final Duration BAKE = Duration.ofMinutes(10);
    static final Duration KEEP_FOR = Duration.ofHours(1);
    static final Duration DEADLINE = Duration.ofHours(24);
    static final Duration WINDOW = Duration.ofSeconds(10);
    static final double ALPHA = 0.01;
    static final double BETA = 0.05;

    private final StrategyDocument strategy;
    private final Flaws flaws = new Flaws();

    private Planner(StrategyDocument strategy) {
        this.strategy = strategy;
    }

    /**
     * The plan for these targets.
     *
     * @param strategy with what it extends merged in
     * @throws InvalidDocument naming every field that is wrong
     */
    public static Plan plan(StrategyDocument strategy, List<TargetDocument> targets) {
        Planner planner = new Planner(strategy);
        Plan plan = planner.plan(targets);
        planner.flaws.throwIfAny();
        GateProblems.of(plan.gates()).forEach(problem -> planner.flaws.add("/gates", problem));
        planner.flaws.throwIfAny();
        return plan;
    }

    private Plan plan(List<TargetDocument> targets) {
        Plan.Type type = flaws.oneOf(
                "/type",
                strategy.type(),
                Plan.Type.CANARY,
                Map.of("canary", Plan.Type.CANARY, "blueGreen", Plan.Type.BLUE_GREEN));
        Optional<Duration> minHold = Optional.ofNullable(strategy.minHold())
                .map(text -> flaws.duration("/minHold", text, Duration.ZERO, Duration.ZERO, LONGEST));
        List<Step> steps = new Steps(flaws, minHold, type == Plan.Type.BLUE_GREEN).read(strategy.steps());
        List<Gate> gates = new Gates(flaws, strategy).read(strategy.gates());
        Duration bake = flaws.duration("/bake", strategy.bake(), BAKE, Duration.ZERO, LONGEST);
        return new Plan(
                type,
                steps,
                waves(targets, bake),
                gates,
                flaws.number("/alpha", strategy.alpha(), ALPHA, 1e-6, 0.5),
                flaws.number("/beta", strategy.beta(), BETA, 1e-6, 0.5),
                flaws.duration("/window", strategy.window(), WINDOW, Duration.ofSeconds(1), Duration.ofMinutes(1)),
                flaws.duration("/keepFor", strategy.keepFor(), KEEP_FOR, Duration.ZERO, LONGEST),
                flaws.duration("/deadline", strategy.deadline(), DEADLINE, Duration.ofSeconds(1), LONGEST),
                flaws.oneOf(
                        "/onNewer",
                        strategy.onNewer(),
                        Plan.OnNewer.QUEUE,
                        Map.of(
                                "queue", Plan.OnNewer.QUEUE,
                                "supersede", Plan.OnNewer.SUPERSEDE,
                                "refuse", Plan.OnNewer.REFUSE)));
    }

    private List<Wave> waves(List<TargetDocument> targets, Duration bake) {
        List<WaveDocument> documents = strategy.waves();
        if (documents == null || documents.isEmpty()) {
            return List.of(new Wave(targets.stream().map(Planner::id).sorted().toList(), bake, false));
        }
        List<Wave> waves = new ArrayList<>();
        Set<TargetId> placed = new LinkedHashSet<>();
        for (int i = 0; i < documents.size(); i++) {
            WaveDocument document = documents.get(i);
            String pointer = "/waves/" + i;
            List<TargetId> selected = targets.stream()
                    .filter(target -> isSelected(target, document.targets()))
                    .map(Planner::id)
                    .filter(placed::add)
                    .sorted()
                    .toList();
            Duration wavesBake = flaws.duration(pointer + "/bake", document.bake(), bake, Duration.ZERO, LONGEST);
            if (!selected.isEmpty()) {
                waves.add(new Wave(selected, wavesBake, Boolean.TRUE.equals(document.lockStep())));
            }
        }
        List<TargetId> missed = targets.stream()
                .map(Planner::id)
                .filter(id -> !placed.contains(id))
                .toList();
        if (!missed.isEmpty()) {
            flaws.add("/waves", "leave out " + missed.getFirst() + "; add a wave that selects it");
        }
        return List.copyOf(waves);
    }

    private static boolean isSelected(TargetDocument target, StrategyDocument.@Nullable SelectorDocument selector) {
        if (selector == null) {
            return true;
        }
        boolean region = selector.region() == null || selector.region().contains(target.region());
        boolean name = selector.name() == null || selector.name().contains(target.name());
        return region && name;
    }

    private static TargetId id(TargetDocument target) {
        if (target.service() == null || target.name() == null) {
            throw new IllegalStateException("only a checked target has an id");
        }
        return new TargetId(target.service(), target.name());
    }
}
