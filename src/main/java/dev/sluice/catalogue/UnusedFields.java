package dev.sluice.catalogue;

import dev.sluice.analysis.Gate.Test;
import dev.sluice.catalogue.StrategyDocument.GateDocument;
import dev.sluice.validation.Flaws;
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

        refuse(pointer + "/interval", gate.interval(), condition, "a condition");
        refuse(pointer + "/initialDelay", gate.initialDelay(), condition, "a condition");
        refuse(pointer + "/count", gate.count(), condition, "a condition");
        refuse(pointer + "/failureLimit", gate.failureLimit(), condition, "a condition");
        refuse(pointer + "/inconclusiveLimit", gate.inconclusiveLimit(), condition, "a condition");
        refuse(pointer + "/consecutiveErrorLimit", gate.consecutiveErrorLimit(), condition, "a condition");
        refuse(pointer + "/consecutiveSuccessLimit", gate.consecutiveSuccessLimit(), condition, "a condition");
    }

    private void refuse(String pointer, @Nullable Object given, boolean used, String by) {
        if (given != null && !used) {
            flaws.add(pointer, "goes with " + by + "; leave it out");
        }
    }
}
