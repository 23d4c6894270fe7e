package dev.sluice.catalogue;

import dev.sluice.analysis.Gate.Test;
import dev.sluice.catalogue.StrategyDocument.GateDocument;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field that a gate's test doesn't look at is refused by name: who wrote it believes that it does something. */
record UnusedFields(Flaws flaws) {

    void check(String pointer, GateDocument gate, Test test) {
        boolean counts = test instanceof Test.Proportion || test instanceof Test.Tail;
        boolean paired = test instanceof Test.Paired;
        boolean condition = test instanceof Test.Condition;
        refuse(pointer + "/tolerance", gate.tolerance(), test instanceof Test.Tail, "latency");
        refuse(pointer + "/direction", gate.direction(), paired, "test S");
        refuse(pointer + "/margin", gate.margin(), !condition, "gates that compare two arms");
        refuse(pointer + "/share", gate.share(), !condition, "gates that compare two arms");
        refuse(pointer + "/safe", gate.safe(), counts, "gates that count requests");
        if (gate.margin() != null) {
            refuse(
                    pointer + "/margin/relative",
                    gate.margin().relative(),
                    counts || condition,
                    "gates that count requests");
        }
        if (gate.evidence() != null) {
            refuse(
                    pointer + "/evidence/requests",
                    gate.evidence().requests(),
                    counts,
                    "gates that count requests; give windows");
        }
        ofConditions(gate)
                .forEach((field, value) -> refuse(pointer + "/" + field, value.orNull(), condition, "a condition"));
    }

    /** A value that can be absent; a map takes no null. */
    private record Given(@Nullable Object orNull) {}

    private static Map<String, Given> ofConditions(GateDocument gate) {
        return Map.of(
                "interval", new Given(gate.interval()),
                "initialDelay", new Given(gate.initialDelay()),
                "count", new Given(gate.count()),
                "failureLimit", new Given(gate.failureLimit()),
                "inconclusiveLimit", new Given(gate.inconclusiveLimit()),
                "consecutiveErrorLimit", new Given(gate.consecutiveErrorLimit()),
                "consecutiveSuccessLimit", new Given(gate.consecutiveSuccessLimit()));
    }

    private void refuse(String pointer, @Nullable Object given, boolean used, String by) {
        if (given != null && !used) {
            flaws.add(pointer, "goes with " + by + "; leave it out");
        }
    }
}
