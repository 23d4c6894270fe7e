package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Weights as people read them. */
final class Percent {

    private static final int BAR = 30;

    private Percent() {}

    /** {@code 5 %}, {@code 0.25 %}, a dash for none. */
    static String text(JsonNode percent) {
        if (!percent.isNumber()) {
            return "-";
        }
        BigDecimal value = percent.decimalValue();
        return (value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString()) + " %";
    }

    /** Filled to the weight; a little of it is never nothing. */
    static String bar(JsonNode percent) {
        double share = Math.clamp(percent.asDouble(0) / 100, 0, 1);
        int filled = share > 0 ? Math.max(1, (int) Math.floor(share * BAR)) : 0;
        return "█".repeat(filled) + "░".repeat(BAR - filled);
    }
}
