package dev.sluice.bench;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * One measured figure.
 *
 * @param against what it is compared with
 * @param ratio value over {@code against}'s; NaN where there is none
 * @param goal in words
 */
record Figure(String name, double value, String unit, String against, double ratio, String goal, boolean ok) {

    String json() {
        return "{\"bench\":\"judge\",\"figure\":\"" + name + "\",\"value\":" + number(value) + ",\"unit\":\"" + unit
                + "\",\"against\":\"" + against + "\",\"ratio\":" + number(ratio) + ",\"goal\":\"" + goal
                + "\",\"ok\":" + ok + "}";
    }

    /** A figure that has no goal of its own: what others do. */
    static Figure shown(String name, double value, String unit, String against, double ratio) {
        return new Figure(name, value, unit, against, ratio, "shown", true);
    }

    String row() {
        return "| " + name + " | " + number(value) + " " + unit + " | " + against + " | "
                + (Double.isNaN(ratio) ? "" : number(ratio)) + " | " + goal + " | "
                + (goal.equals("shown") ? "" : ok ? "yes" : "**no**") + " |";
    }

    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "null";
        }
        return new BigDecimal(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }
}
