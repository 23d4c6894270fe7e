package dev.sluice.engine.sim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.engine.sim.Campaign.Result;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a campaign says at its end. */
record Report(Result result, Duration took) {

    private double seedsAMinute() {
        return result.done() * 60_000.0 / Math.max(1, took.toMillis());
    }

    private double timesFaster() {
        return result.simulated().toMillis() / (double) Math.max(1, took.toMillis());
    }

    String line() {
        String ends = result.ends().entrySet().stream()
                .map(end -> end.getValue() + " " + end.getKey())
                .collect(Collectors.joining(", "));
        return "%d seeds, %.0f seeds a minute, %.0f times real time; releases: %s; parked: %d; violations: %d"
                .formatted(
                        result.done(),
                        seedsAMinute(),
                        timesFaster(),
                        ends,
                        result.parked(),
                        result.failed().isPresent() ? 1 : 0);
    }

    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("seeds", result.done());
        all.put("seedsPerMinute", Math.round(seedsAMinute()));
        all.put("simulatedToReal", Math.round(timesFaster()));
        all.put("releases", new TreeMap<>(result.ends()));
        all.put("parked", result.parked());
        all.put("violations", result.failed().isPresent() ? 1 : 0);
        return write(all);
    }

    static String json(Trial failed, String replay, List<String> history) {
        Violation violation = failed.violation().orElseThrow();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("seed", failed.scenario().seed());
        all.put("invariant", violation.invariant());
        all.put("at", violation.at().toString());
        all.put("what", violation.what());
        all.put("replay", replay);
        all.put("history", history);
        return write(all);
    }

    private static String write(Map<String, Object> values) {
        try {
            return new ObjectMapper().writeValueAsString(values);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
