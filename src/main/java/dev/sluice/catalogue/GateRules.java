package dev.sluice.catalogue;

import dev.sluice.analysis.Evidence;
import dev.sluice.analysis.Rules;
import dev.sluice.analysis.Rules.NoData;
import dev.sluice.analysis.Rules.Patience;
import dev.sluice.analysis.Rules.Policy;
import dev.sluice.catalogue.StrategyDocument.EvidenceDocument;
import dev.sluice.catalogue.StrategyDocument.GateDocument;
import dev.sluice.catalogue.StrategyDocument.NoDataDocument;
import dev.sluice.catalogue.StrategyDocument.PatienceDocument;
import dev.sluice.validation.Flaws;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the rules of gates: the strategy's, and in their place, field by field, a gate's own. */
record GateRules(Flaws flaws) {

    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Map<String, Policy> POLICIES =
            Map.of("hold", Policy.HOLD, "rollback", Policy.ROLL_BACK, "goOn", Policy.GO_ON);

    Rules ofStrategy(StrategyDocument document) {
        Rules standard = Rules.STANDARD;
        return new Rules(
                evidence("", document.evidence(), standard.evidence()),
                warmUp("", document.warmUp(), standard.warmUp()),
                patience("", document.patience(), standard.patience()),
                noData("", document.noData(), standard.noData()),
                standard.onInconclusive());
    }

    Rules ofGate(String pointer, GateDocument document, Rules otherwise) {
        return new Rules(
                evidence(pointer, document.evidence(), otherwise.evidence()),
                warmUp(pointer, document.warmUp(), otherwise.warmUp()),
                patience(pointer, document.patience(), otherwise.patience()),
                noData(pointer, document.noData(), otherwise.noData()),
                flaws.oneOf(
                        pointer + "/onInconclusive", document.onInconclusive(), otherwise.onInconclusive(), POLICIES));
    }

    private Evidence evidence(String pointer, @Nullable EvidenceDocument given, Evidence otherwise) {
        if (given == null) {
            return otherwise;
        }
        int requests = Math.toIntExact(otherwise.requests());
        return new Evidence(
                flaws.integer(pointer + "/evidence/requests", given.requests(), requests, 0, 100_000_000),
                flaws.integer(pointer + "/evidence/windows", given.windows(), otherwise.windows(), 0, 1_000_000));
    }

    private Duration warmUp(String pointer, @Nullable String given, Duration otherwise) {
        return flaws.duration(pointer + "/warmUp", given, otherwise, Duration.ZERO, Duration.ofHours(1));
    }

    private Patience patience(String pointer, @Nullable PatienceDocument given, Patience otherwise) {
        if (given == null) {
            return otherwise;
        }
        String at = pointer + "/patience";
        return new Patience(
                flaws.integer(at + "/holds", given.holds(), otherwise.holds(), 0, 1000),
                flaws.duration(at + "/least", given.least(), otherwise.least(), Duration.ZERO, LONGEST),
                flaws.duration(at + "/expiry", given.expiry(), otherwise.expiry(), Duration.ofSeconds(1), LONGEST));
    }

    private NoData noData(String pointer, @Nullable NoDataDocument given, NoData otherwise) {
        if (given == null) {
            return otherwise;
        }
        String at = pointer + "/noData";
        Policy policy = flaws.oneOf(at + "/policy", given.policy(), otherwise.then(), POLICIES);
        if (given.then() != null && given.policy() != null && policy != Policy.HOLD) {
            flaws.add(at + "/then", "goes with policy hold only");
        }
        return new NoData(
                flaws.duration(at + "/timeout", given.timeout(), otherwise.timeout(), Duration.ofSeconds(1), LONGEST),
                flaws.oneOf(at + "/then", given.then(), policy, POLICIES));
    }
}
