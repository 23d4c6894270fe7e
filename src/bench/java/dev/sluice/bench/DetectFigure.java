package dev.sluice.bench;

/**
 * One figure of {@code ./sluice bench detect}.
 *
 * @param against the best possible; NaN where none is known
 * @param of how many releases it is the median or the count, in words
 */
record DetectFigure(String name, double value, String unit, double against, String of) {

    double ratio() {
        return value / against;
    }

    String json() {
        return "{\"bench\":\"detect\",\"figure\":\"" + name + "\",\"value\":" + Figure.number(value) + ",\"unit\":\""
                + unit + "\",\"against\":" + Figure.number(against) + ",\"ratio\":" + Figure.number(ratio())
                + ",\"of\":\"" + of + "\"}";
    }

    String row() {
        boolean bounded = !Double.isNaN(against);
        return "| " + name + " | " + Figure.number(value) + " " + unit + " | "
                + (bounded ? Figure.number(against) : "") + " | " + (bounded ? Figure.number(ratio()) : "") + " | " + of
                + " |";
    }
}
