package dev.sluice.bench;

import dev.sluice.analysis.sequential.Interval;
import dev.sluice.analysis.sequential.MarginLine;
import dev.sluice.analysis.sequential.Proportions;
import dev.sluice.demo.Behaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A regression that is to be found with real requests.
 *
 * @param share of the requests that the candidate gets, in percent
 * @param gate as a strategy has it
 */
record DetectCase(
        String what,
        int requestsPerSecond,
        int share,
        Behaviour stable,
        Behaviour candidate,
        Map<String, Object> gate) {

    static final double ALPHA = .01;

    private static final Map<String, Object> ERRORS =
            Map.of("name", "errors", "metric", "errorRatio", "margin", Map.of("relative", 1, "absolute", 0));
    private static final Map<String, Object> LATENCY = Map.of("name", "latency", "metric", "latency", "tolerance", 1);

    /** The share is larger where the requests of a small one would take many minutes to come. */
    static List<DetectCase> at(int requestsPerSecond) {
        int small = requestsPerSecond < 200 ? 20 : 5;
        int subtle = requestsPerSecond < 200 ? 50 : requestsPerSecond < 800 ? 20 : 5;
        List<DetectCase> cases = new ArrayList<>();
        cases.add(errors(requestsPerSecond, subtle, .01, .02));
        cases.add(errors(requestsPerSecond, small, .005, .055));
        cases.add(errors(requestsPerSecond, small, .001, .1));
        cases.add(new DetectCase(
                "latency ×1.5",
                requestsPerSecond,
                small,
                new Behaviour(0, Duration.ZERO),
                new Behaviour(0, Duration.ZERO, 1.5),
                LATENCY));
        return cases;
    }

    private static DetectCase errors(int requestsPerSecond, int share, double before, double after) {
        return new DetectCase(
                "errors " + Figure.number(before * 100) + "→" + Figure.number(after * 100) + " %",
                requestsPerSecond,
                share,
                new Behaviour(before, Duration.ZERO),
                new Behaviour(after, Duration.ZERO),
                ERRORS);
    }

    String name() {
        return what + ", " + requestsPerSecond + " requests a second, share " + share + " %";
    }

    /** A service's name. */
    String service() {
        return "s" + Integer.toUnsignedString(name().hashCode(), 36);
    }

    /** One step that is held until the regression is found. */
    Map<String, Object> strategy() {
        return Map.of(
                "steps",
                List.of(Map.of("weight", share, "hold", "1h"), Map.of("weight", 100)),
                "gates",
                List.of(gate),
                "alpha",
                ALPHA,
                "window",
                "1s");
    }

    /** Whether so many requests come soon that it is found within a minute or so. */
    boolean isSoon() {
        return bound().orElse(0) / (requestsPerSecond * share / 100.0) < 60;
    }

    /**
     * Candidate requests that the best possible two-sample test needs on average, which knows both rates; none is known for
     * latencies.
     */
    OptionalDouble bound() {
        if (candidate.errorShare() == stable.errorShare()) {
            return OptionalDouble.empty();
        }
        double p1 = candidate.errorShare();
        double p0 = stable.errorShare();
        double ratio = (100.0 - share) / share;
        Interval expected = new Interval(1, p1, ratio, ratio * p0);
        double odds = p1 / (1 - p1) / (p0 / (1 - p0));
        return OptionalDouble.of(Math.log(1 / ALPHA) / Proportions.against(expected, MarginLine.EQUAL, p0, odds));
    }
}
