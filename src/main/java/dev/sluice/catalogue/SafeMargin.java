package dev.sluice.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.analysis.Gate.Margin;
import dev.sluice.catalogue.StrategyDocument.MarginDocument;
import dev.sluice.validation.Flaws;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What must be excluded before the candidate gets everything.
 *
 * @param required false where the strategy or the gate says {@code safe: off}
 */
record SafeMargin(Margin margin, boolean required) {

    static final SafeMargin STANDARD = new SafeMargin(new Margin(3, 0.01), true);

    /** As it is written at {@code pointer}; a figure that is left out is taken from {@code otherwise}. */
    static SafeMargin read(Flaws flaws, String pointer, @Nullable JsonNode given, SafeMargin otherwise) {
        if (given == null || given.isNull()) {
            return otherwise;
        }
        if (isOff(given)) {
            return new SafeMargin(otherwise.margin(), false);
        }
        if (!given.isObject()) {
            flaws.add(pointer, "must be off or a margin such as {relative: 3, absolute: 1}");
            return otherwise;
        }
        given.fieldNames().forEachRemaining(field -> {
            if (!field.equals("relative") && !field.equals("absolute")) {
                flaws.add(pointer + "/" + field, "is not known; a margin has relative and absolute");
            }
        });
        MarginDocument document = new MarginDocument(
                decimal(flaws, pointer, given, "relative"), decimal(flaws, pointer, given, "absolute"));
        return new SafeMargin(Gates.margin(flaws, pointer, document, otherwise.margin()), true);
    }

    /** In YAML 1.1, {@code off} is false. */
    private static boolean isOff(JsonNode given) {
        return given.isBoolean() ? !given.booleanValue() : given.asText("").equals("off");
    }

    private static @Nullable BigDecimal decimal(Flaws flaws, String pointer, JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            flaws.add(pointer + "/" + field, "must be a number");
            return null;
        }
        return value.decimalValue();
    }
}
