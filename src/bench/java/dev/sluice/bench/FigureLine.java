package dev.sluice.bench;

import io.vertx.core.json.JsonObject;

/** One measured figure as a line of JSON. */
final class FigureLine {

    private final JsonObject line = new JsonObject();
    private final double value;

    private FigureLine(double value) {
        this.value = value;
    }

    static FigureLine of(String bench, String figure, double value, String unit) {
        return new FigureLine(value)
                .with("bench", bench)
                .with("figure", figure)
                .with("value", rounded(value))
                .with("unit", unit);
    }

    /** Beside a goal or a baseline of the same run, with the ratio where that is not 0. */
    FigureLine against(double other) {
        return other == 0
                ? with("against", other)
                : with("against", rounded(other)).with("ratio", rounded(value / other));
    }

    /** With a field more. */
    FigureLine with(String field, Object content) {
        line.put(field, content);
        return this;
    }

    void print() {
        System.out.println(line.encode());
    }

    private static double rounded(double figure) {
        return Math.round(figure * 1_000) / 1_000.0;
    }
}
