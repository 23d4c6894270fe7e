package dev.sluice.metrics.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.metrics.http.Unanswered;
import dev.sluice.metrics.prometheus.Series.Point;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the JSON of the query API: https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview */
final class AnswerReader {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final int LONGEST_REASON = 200;

    private AnswerReader() {}

    static QueryResult read(byte[] body) throws Unanswered {
        JsonNode answer = parse(body);
        if (!answer.path("status").asText().equals("success")) {
            throw Unanswered.failed(reasonIn(answer));
        }
        JsonNode warnings = answer.path("warnings");
        if (!warnings.isEmpty()) {
            throw Unanswered.failed("partial: " + printable(warnings.path(0).asText()));
        }
        JsonNode result = answer.path("data").path("result");
        String type = answer.path("data").path("resultType").asText();
        return switch (type) {
            case "matrix" -> new QueryResult.Matrix(series(result, "values"));
            case "vector" -> new QueryResult.Vector(series(result, "value"));
            case "scalar" -> new QueryResult.Scalar(point(result).value());
            default -> throw Unanswered.failed("an answer of the type '" + printable(type) + "' is no use here");
        };
    }

    /** What Prometheus says about its refusal; anything that isn't an answer of its API is not quoted. */
    static String reasonIn(byte[] body) {
        try {
            return reasonIn(parse(body));
        } catch (Unanswered notPrometheus) {
            return "the answer is not Prometheus's";
        }
    }

    private static String reasonIn(JsonNode answer) {
        if (!answer.path("status").asText().equals("error")) {
            return "the answer has no status";
        }
        return printable(answer.path("errorType").asText("error")) + ": "
                + printable(answer.path("error").asText("no reason given"));
    }

    private static JsonNode parse(byte[] body) throws Unanswered {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            // Not the parser's own words, which quote the body.
            throw Unanswered.failed("the answer, " + body.length + " bytes, is no complete JSON");
        } catch (IOException e) {
            throw new AssertionError("bytes in memory can always be read", e);
        }
    }

    private static List<Series> series(JsonNode result, String points) throws Unanswered {
        List<Series> all = new ArrayList<>();
        for (JsonNode one : result) {
            if (!one.has(points)) {
                throw Unanswered.failed("a series has no plain samples; native histograms are not read");
            }
            Map<String, String> labels = new HashMap<>();
            one.path("metric")
                    .properties()
                    .forEach(l -> labels.put(l.getKey(), l.getValue().asText()));
            boolean many = points.equals("values");
            List<Point> read = many ? points(one.path(points)) : List.of(point(one.path(points)));
            if (!read.isEmpty()) {
                all.add(new Series(Map.copyOf(labels), read));
            }
        }
        return List.copyOf(all);
    }

    private static List<Point> points(JsonNode values) throws Unanswered {
        List<Point> points = new ArrayList<>(values.size());
        for (JsonNode value : values) {
            points.add(point(value));
        }
        return List.copyOf(points);
    }

    private static Point point(JsonNode pair) throws Unanswered {
        if (pair.size() != 2 || !pair.path(0).isNumber()) {
            throw Unanswered.failed("a sample is not a pair of time and value");
        }
        Instant at = Instant.ofEpochMilli(Math.round(pair.path(0).asDouble() * 1000));
        return new Point(at, number(pair.path(1).asText()));
    }

    private static double number(String text) throws Unanswered {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                try {
                    yield Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    throw Unanswered.failed("a sample's value is no number");
                }
            }
        };
    }

    private static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
    }
}
