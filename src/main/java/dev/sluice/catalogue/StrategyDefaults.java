package dev.sluice.catalogue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.analysis.Rules;
import dev.sluice.catalogue.StrategyDocument.ApprovalDocument;
import dev.sluice.catalogue.StrategyDocument.EvidenceDocument;
import dev.sluice.catalogue.StrategyDocument.NoDataDocument;
import dev.sluice.catalogue.StrategyDocument.PatienceDocument;
import dev.sluice.catalogue.StrategyDocument.StepDocument;
import dev.sluice.catalogue.StrategyDocument.WaveDocument;
import dev.sluice.validation.Durations;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows what holds where a strategy says nothing. The stored document stays as it was written: what it leaves out, it
 * inherits, also from a later revision of what it extends.
 */
public final class StrategyDefaults {

    private final StrategyDocument merged;

    private StrategyDefaults(StrategyDocument merged) {
        this.merged = merged;
    }

    /**
     * The document with defaults in those fields that nobody has written.
     *
     * @param merged with what it extends merged in
     */
    public static StrategyDocument filledIn(StrategyDocument merged) {
        return new StrategyDefaults(merged).filledIn();
    }

    private StrategyDocument filledIn() {
        List<StepDocument> steps = merged.steps();
        return new StrategyDocument(
                merged.name(),
                merged.parent(),
                field(StrategyDocument::type, () -> "canary"),
                field(StrategyDocument::alpha, () -> BigDecimal.valueOf(Planner.ALPHA)),
                field(StrategyDocument::beta, () -> BigDecimal.valueOf(Planner.BETA)),
                steps == null
                        ? null
                        : steps.stream().map(StrategyDefaults::step).toList(),
                field(StrategyDocument::bake, () -> Durations.format(Planner.BAKE)),
                field(StrategyDocument::keepFor, () -> Durations.format(Planner.KEEP_FOR)),
                field(StrategyDocument::waves, () -> List.of(new WaveDocument(null, null, false))),
                field(StrategyDocument::onNewer, () -> "queue"),
                field(StrategyDocument::deadline, () -> Durations.format(Planner.DEADLINE)),
                GateDefaults.shown(field(StrategyDocument::gates, Gates::standard)),
                field(
                        StrategyDocument::noData,
                        () -> new NoDataDocument(
                                "hold", Durations.format(Rules.STANDARD.noData().timeout()), null)),
                field(
                        StrategyDocument::evidence,
                        () -> new EvidenceDocument(
                                Math.toIntExact(Rules.STANDARD.evidence().requests()),
                                Rules.STANDARD.evidence().windows())),
                field(
                        StrategyDocument::safe,
                        () -> JsonNodeFactory.instance
                                .objectNode()
                                .put(
                                        "relative",
                                        GateDefaults.decimal(
                                                SafeMargin.STANDARD.margin().relative()))
                                .put(
                                        "absolute",
                                        GateDefaults.percent(
                                                SafeMargin.STANDARD.margin().absolute()))),
                field(StrategyDocument::warmUp, () -> Durations.format(Rules.STANDARD.warmUp())),
                field(StrategyDocument::window, () -> Durations.format(Planner.WINDOW)),
                merged.minHold(),
                field(
                        StrategyDocument::patience,
                        () -> new PatienceDocument(
                                Rules.STANDARD.patience().holds(),
                                Durations.format(Rules.STANDARD.patience().least()),
                                Durations.format(Rules.STANDARD.patience().expiry()))));
    }

    private <T> T field(Function<StrategyDocument, @Nullable T> field, Supplier<? extends T> otherwise) {
        T written = field.apply(merged);
        return written == null ? otherwise.get() : written;
    }

    private static StepDocument step(StepDocument step) {
        BigDecimal weight = step.weight();
        boolean holds = weight != null && weight.compareTo(BigDecimal.valueOf(100)) != 0;
        return new StepDocument(
                weight,
                step.hold() == null && holds ? Durations.format(Steps.HOLD) : step.hold(),
                step.gates(),
                step.approval() == null ? null : approval(step.approval()),
                step.flip(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static ApprovalDocument approval(ApprovalDocument given) {
        return new ApprovalDocument(
                given.of() == null ? 1 : given.of(),
                given.from() == null ? List.of() : given.from(),
                given.within() == null ? Durations.format(Steps.APPROVAL) : given.within(),
                given.otherwise() == null ? "rollback" : given.otherwise());
    }
}
