package dev.sluice.catalogue;

import dev.sluice.analysis.Gate.Margin;
import dev.sluice.catalogue.StrategyDocument.GateDocument;
import dev.sluice.catalogue.StrategyDocument.MarginDocument;
import dev.sluice.validation.Durations;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows what holds where a gate says nothing. */
final class GateDefaults {

    private GateDefaults() {}

    static List<GateDocument> shown(List<GateDocument> gates) {
        return gates.stream().map(GateDefaults::shown).toList();
    }

    private static GateDocument shown(GateDocument gate) {
        boolean latency = "latency".equals(gate.metric());
        Optional<Margin> ratio = ofRatio(gate);
        boolean condition = gate.condition() != null || gate.failureCondition() != null;
        return new GateDocument(
                gate.name(),
                gate.metric(),
                gate.connection(),
                gate.query(),
                gate.of(),
                gate.test() != null || !(latency || ratio.isPresent()) ? gate.test() : latency ? "L" : "C",
                latency
                        ? margin(gate.margin(), Gates.TAIL)
                        : ratio.isPresent() ? margin(gate.margin(), ratio.get()) : gate.margin(),
                gate.tolerance() == null && latency ? decimal(Gates.TOLERANCE) : gate.tolerance(),
                gate.share(),
                gate.direction(),
                gate.condition(),
                gate.failureCondition(),
                gate.interval() == null && condition ? Durations.format(Gates.INTERVAL) : gate.interval(),
                gate.initialDelay() == null && condition ? "0s" : gate.initialDelay(),
                or(gate.count(), condition, 0),
                or(gate.failureLimit(), condition, 0),
                or(gate.inconclusiveLimit(), condition, 0),
                or(gate.consecutiveErrorLimit(), condition, Gates.ERRORS_IN_A_ROW),
                or(gate.consecutiveSuccessLimit(), condition, 0),
                gate.onFail() == null ? "rollback" : gate.onFail(),
                gate.onInconclusive() == null ? "hold" : gate.onInconclusive(),
                gate.evidence(),
                gate.warmUp(),
                gate.safe(),
                gate.patience(),
                gate.noData());
    }

    /** The usual margin of what counts bad requests. */
    private static Optional<Margin> ofRatio(GateDocument gate) {
        String metric = gate.metric();
        if (metric == null) {
            return gate.of() == null ? Optional.empty() : Optional.of(Gates.ERRORS);
        }
        return switch (metric) {
            case "errorRatio" -> Optional.of(Gates.ERRORS);
            case "clientErrorRatio" -> Optional.of(Gates.CLIENT_ERRORS);
            case "abandonedRatio" -> Optional.of(Gates.ABANDONED);
            default -> Optional.empty();
        };
    }

    private static @Nullable Integer or(@Nullable Integer given, boolean applies, int otherwise) {
        return given == null && applies ? Integer.valueOf(otherwise) : given;
    }

    private static MarginDocument margin(@Nullable MarginDocument given, Margin otherwise) {
        BigDecimal relative = given == null ? null : given.relative();
        BigDecimal absolute = given == null ? null : given.absolute();
        return new MarginDocument(
                relative == null ? decimal(otherwise.relative()) : relative,
                absolute == null ? percent(otherwise.absolute()) : absolute);
    }

    static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros();
    }

    static BigDecimal percent(double share) {
        return BigDecimal.valueOf(share).multiply(BigDecimal.valueOf(100)).stripTrailingZeros();
    }
}
