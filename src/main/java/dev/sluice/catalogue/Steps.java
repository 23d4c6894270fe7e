package dev.sluice.catalogue;

import dev.sluice.catalogue.StrategyDocument.ApprovalDocument;
import dev.sluice.catalogue.StrategyDocument.StepDocument;
import dev.sluice.release.Step;
import dev.sluice.release.Weight;
import dev.sluice.validation.Flaws;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the steps of a strategy. */
final class Steps {

    static final Duration HOLD = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int MOST_STEPS = 100;
    static final Duration APPROVAL = Duration.ofHours(24);

    private final Flaws flaws;
    private final Optional<Duration> minHold;
    private final boolean blueGreen;

    Steps(Flaws flaws, Optional<Duration> minHold, boolean blueGreen) {
        this.flaws = flaws;
        this.minHold = minHold;
        this.blueGreen = blueGreen;
    }

    List<Step> read(@Nullable List<StepDocument> documents) {
        if (documents == null || documents.isEmpty()) {
            flaws.add("/steps", "must have at least one step, such as {weight: 100}");
            return List.of();
        }
        if (documents.size() > MOST_STEPS) {
            flaws.add("/steps", "must have at most " + MOST_STEPS + " steps");
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            step("/steps/" + i, documents.get(i)).ifPresent(steps::add);
        }
        checkOrder(documents);
        boolean givesAll = !steps.isEmpty() && steps.getLast().givesAll();
        if (!givesAll) {
            steps.add(blueGreen ? new Step.Flip() : new Step.ToWeight(Weight.ALL, Duration.ZERO, Duration.ZERO));
        }
        return List.copyOf(steps);
    }

    private Optional<Step> step(String pointer, StepDocument document) {
        flaws.notYet(pointer + "/cohort", document.cohort());
        flaws.notYet(pointer + "/mirror", document.mirror());
        flaws.notYet(pointer + "/capacity", document.capacity());
        flaws.notYet(pointer + "/drill", document.drill());
        flaws.notYet(pointer + "/webhook", document.webhook());
        flaws.notYet(pointer + "/verify", document.verify());
        boolean later = Stream.of(
                        document.cohort(),
                        document.mirror(),
                        document.capacity(),
                        document.drill(),
                        document.webhook(),
                        document.verify())
                .anyMatch(Flaws::isThere);
        long kinds = Stream.of(document.weight(), document.approval(), document.flip())
                .filter(Objects::nonNull)
                .count();
        if (later) {
            return Optional.empty();
        }
        if (kinds != 1) {
            flaws.add(pointer, "must have exactly one of weight, approval, flip");
            return Optional.empty();
        }
        if (document.weight() != null) {
            return toWeight(pointer, document.weight(), document);
        }
        if (document.hold() != null) {
            flaws.add(pointer + "/hold", "goes with a weight only");
        }
        if (document.approval() != null) {
            return Optional.of(approval(pointer + "/approval", document.approval()));
        }
        if (document.flip() != null && !document.flip().isEmpty()) {
            flaws.add(pointer + "/flip", "has no fields; write {flip: {}}");
        }
        if (!blueGreen) {
            flaws.add(pointer + "/flip", "goes with type blueGreen only; a canary ends with {weight: 100}");
        }
        return Optional.of(new Step.Flip());
    }

    private Optional<Step> toWeight(String pointer, BigDecimal percent, StepDocument document) {
        if (blueGreen) {
            flaws.add(pointer + "/weight", "goes with type canary only; a blue-green strategy has {flip: {}}");
        }
        Optional<Weight> weight = weight(pointer + "/weight", percent);
        Duration hold = flaws.duration(pointer + "/hold", document.hold(), HOLD, Duration.ZERO, LONGEST);
        boolean all = weight.filter(Weight.ALL::equals).isPresent();
        if (all && document.hold() != null) {
            flaws.add(pointer + "/hold", "doesn't go with 100 %; the strategy's bake takes its place");
        }
        Duration least = minHold.filter(shorter -> shorter.compareTo(hold) < 0).orElse(hold);
        return weight.map(
                to -> all ? new Step.ToWeight(to, Duration.ZERO, Duration.ZERO) : new Step.ToWeight(to, hold, least));
    }

    private Optional<Weight> weight(String pointer, BigDecimal percent) {
        if (percent.signum() <= 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
            flaws.add(pointer, "must be over 0 and at most 100 percent, not " + Flaws.shown(percent));
            return Optional.empty();
        }
        if (percent.stripTrailingZeros().scale() > 2) {
            flaws.add(pointer, "must have at most two decimals, not " + Flaws.shown(percent));
            return Optional.empty();
        }
        return Optional.of(Weight.ofPercent(percent));
    }

    private Step approval(String pointer, ApprovalDocument document) {
        return new Step.Approval(
                flaws.integer(pointer + "/of", document.of(), 1, 1, 20),
                document.from() == null ? List.of() : List.copyOf(document.from()),
                flaws.duration(pointer + "/within", document.within(), APPROVAL, Duration.ofSeconds(1), LONGEST),
                flaws.oneOf(
                        pointer + "/otherwise",
                        document.otherwise(),
                        Step.Otherwise.ROLL_BACK,
                        Map.of("rollback", Step.Otherwise.ROLL_BACK, "goOn", Step.Otherwise.GO_ON)));
    }

    /** Weights rise from step to step, and nothing comes after everything. */
    private void checkOrder(List<StepDocument> documents) {
        BigDecimal before = BigDecimal.ZERO;
        boolean done = false;
        for (int i = 0; i < documents.size(); i++) {
            BigDecimal weight = documents.get(i).weight();
            if (done) {
                flaws.add("/steps/" + i, "comes after the step that gives the candidate everything; take it out");
            }
            if (weight != null && weight.compareTo(before) <= 0 && weight.signum() > 0) {
                flaws.add(
                        "/steps/" + i + "/weight",
                        "must be over the weight before it (" + Flaws.shown(before) + "): weights only rise");
            }
            before = weight == null ? before : weight.max(before);
            done = done
                    || documents.get(i).flip() != null
                    || (weight != null && weight.compareTo(BigDecimal.valueOf(100)) == 0);
        }
    }
}
