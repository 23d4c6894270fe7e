package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.analysis.Gate;
import dev.sluice.analysis.JudgeStream.Answer;
import dev.sluice.analysis.StreamArm;
import dev.sluice.analysis.StreamHeader;
import dev.sluice.analysis.StreamWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The lines of {@code ./sluice judge}. What can't be used is an IllegalArgumentException that names the field. */
final class JudgeLines {

    private static final Set<String> HEADER = Set.of(
            "test",
            "lambda",
            "delta",
            "history",
            "predicted",
            "p0",
            "g",
            "kappa",
            "alpha",
            "beta",
            "phi",
            "steps",
            "skipEmptyHistory",
            "tolerance",
            "bounds",
            "success",
            "condition",
            "failure",
            "count",
            "failureLimit",
            "inconclusiveLimit",
            "consecutiveErrorLimit",
            "consecutiveSuccessLimit");

    private static final Set<String> WINDOW = Set.of("candidate", "stable", "d", "result", "value");

    private JudgeLines() {}

    static boolean startsStep(JsonNode line) {
        if (!line.has("newStep")) {
            return false;
        }
        known(line, Set.of("newStep"), "");
        if (!line.get("newStep").isBoolean() || !line.get("newStep").booleanValue()) {
            throw new IllegalArgumentException("newStep must be true");
        }
        return true;
    }

    static StreamHeader header(JsonNode line) {
        known(line, HEADER, "");
        if (!line.get("test").isTextual()) {
            throw new IllegalArgumentException("test must be a text");
        }
        String test = line.get("test").textValue();
        boolean skip = line.path("skipEmptyHistory").booleanValue();
        if (line.has("skipEmptyHistory") && !line.get("skipEmptyHistory").isBoolean()) {
            throw new IllegalArgumentException("skipEmptyHistory must be true or false");
        }
        boolean beforeAfter = test.equals("H");
        return new StreamHeader(
                test,
                number(line, "lambda", "").orElse(beforeAfter ? 2 : 1),
                number(line, "delta", "").orElse(beforeAfter ? .005 : 0),
                line.has("history") ? arm(line.get("history"), "history") : StreamArm.NOTHING,
                number(line, "predicted", ""),
                number(line, "p0", ""),
                line.has("kappa") ? number(line, "kappa", "") : number(line, "g", ""),
                number(line, "alpha", "").orElse(.01),
                number(line, "beta", "").orElse(.05),
                number(line, "phi", "").orElse(1),
                whole(line, "steps", 1),
                skip,
                number(line, "tolerance", "").orElse(1),
                bounds(line),
                test.equals("T") ? Optional.of(condition(line)) : Optional.empty());
    }

    private static Gate.Test.Condition condition(JsonNode line) {
        return new Gate.Test.Condition(
                text(line, line.has("condition") ? "condition" : "success"),
                text(line, "failure"),
                Duration.ZERO,
                Duration.ZERO,
                whole(line, "count", 0),
                whole(line, "failureLimit", 0),
                whole(line, "inconclusiveLimit", 0),
                whole(line, "consecutiveErrorLimit", 4),
                whole(line, "consecutiveSuccessLimit", 0));
    }

    static StreamWindow window(JsonNode line) {
        known(line, WINDOW, "");
        if (line.isEmpty()) {
            throw new IllegalArgumentException("candidate is missing (or d, or result)");
        }
        return new StreamWindow(
                line.hasNonNull("candidate") ? arm(line.get("candidate"), "candidate") : StreamArm.NOTHING,
                line.hasNonNull("stable") ? arm(line.get("stable"), "stable") : StreamArm.NOTHING,
                number(line, line.has("d") ? "d" : line.has("value") ? "value" : "result", ""));
    }

    /** NO_DATA says why. */
    static Map<String, Object> answer(Answer answer) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("logE", answer.logE());
        said.put("p", answer.p());
        said.put("verdict", answer.verdict());
        if (!answer.reason().isEmpty()) {
            said.put("reason", answer.reason());
        }
        return said;
    }

    private static StreamArm arm(JsonNode node, String name) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(name + " must be an object");
        }
        known(node, Set.of("n", "x", "le"), name + ".");
        double n =
                number(node, "n", name + ".").orElseThrow(() -> new IllegalArgumentException(name + ".n is missing"));
        if (!node.has("x") && !node.has("le")) {
            throw new IllegalArgumentException(name + ".x is missing");
        }
        return new StreamArm(n, number(node, "x", name + ".").orElse(0), buckets(node, name));
    }

    private static SortedMap<Double, Double> buckets(JsonNode node, String name) {
        if (!node.has("le")) {
            return Collections.emptySortedMap();
        }
        JsonNode le = node.get("le");
        if (!le.isObject()) {
            throw new IllegalArgumentException(name + ".le must be an object of seconds and counts");
        }
        SortedMap<Double, Double> buckets = new TreeMap<>();
        for (Map.Entry<String, JsonNode> bucket : le.properties()) {
            buckets.put(
                    seconds(bucket.getKey(), name),
                    number(le, bucket.getKey(), name + ".le.").orElse(0));
        }
        buckets.remove(Double.POSITIVE_INFINITY);
        return buckets;
    }

    private static double seconds(String key, String name) {
        try {
            return key.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(key);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ".le." + key + " must be named by seconds", e);
        }
    }

    private static List<Double> bounds(JsonNode line) {
        List<Double> bounds = new ArrayList<>();
        if (line.has("bounds")) {
            if (!line.get("bounds").isArray()) {
                throw new IllegalArgumentException("bounds must be an array of seconds");
            }
            for (JsonNode bound : line.get("bounds")) {
                if (!bound.isNumber()) {
                    throw new IllegalArgumentException("bounds must be an array of seconds");
                }
                bounds.add(bound.doubleValue());
            }
        }
        return bounds;
    }

    private static OptionalDouble number(JsonNode node, String field, String prefix) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalDouble.empty();
        }
        if (!value.isNumber()) {
            throw new IllegalArgumentException(prefix + field + " must be a number");
        }
        return OptionalDouble.of(value.doubleValue());
    }

    private static int whole(JsonNode node, String field, int otherwise) {
        double value = number(node, field, "").orElse(otherwise);
        if (value != Math.rint(value) || Math.abs(value) > 1_000_000) {
            throw new IllegalArgumentException(field + " must be a whole number");
        }
        return (int) value;
    }

    private static Optional<String> text(JsonNode node, String field) {
        if (node.hasNonNull(field) && !node.get(field).isTextual()) {
            throw new IllegalArgumentException(field + " must be a text");
        }
        return Optional.ofNullable(node.path(field).textValue());
    }

    private static void known(JsonNode node, Set<String> fields, String prefix) {
        node.fieldNames().forEachRemaining(field -> {
            if (!fields.contains(field)) {
                throw new IllegalArgumentException(prefix + field + " is not known");
            }
        });
    }
}
