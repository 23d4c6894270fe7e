package dev.sluice.cli;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the API shows in a strategy where it says nothing. */
final class StrategyDefaults {

    private static final Pattern GATE = Pattern.compile("gates\\[(\\d+)]\\.(.+)");
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    private static final Map<String, String> PLAN = Map.ofEntries(
            Map.entry("type", "canary"),
            Map.entry("alpha", "0.01"),
            Map.entry("beta", "0.05"),
            Map.entry("bake", "10m"),
            Map.entry("keepFor", "1h"),
            Map.entry("deadline", "24h"),
            Map.entry("onNewer", "queue"),
            Map.entry("window", "10s"),
            Map.entry("warmUp", "0s"),
            Map.entry("evidence.requests", "50"),
            Map.entry("evidence.windows", "3"),
            Map.entry("noData.policy", "hold"),
            Map.entry("noData.timeout", "10m"),
            Map.entry("patience.holds", "3"),
            Map.entry("patience.least", "1m"),
            Map.entry("patience.expiry", "1h"),
            Map.entry("safe.relative", "3"),
            Map.entry("safe.absolute", "1"),
            Map.entry("waves[].lockStep", "false"),
            Map.entry("steps[].hold", "5m"),
            Map.entry("steps[].approval.of", "1"),
            Map.entry("steps[].approval.from", "[]"),
            Map.entry("steps[].approval.within", "24h"),
            Map.entry("steps[].approval.otherwise", "rollback"));

    private static final Map<String, String> GATES = Map.of(
            "onFail", "rollback",
            "onInconclusive", "hold",
            "interval", "30s",
            "initialDelay", "0s",
            "count", "0",
            "failureLimit", "0",
            "inconclusiveLimit", "0",
            "consecutiveErrorLimit", "4",
            "consecutiveSuccessLimit", "0");

    private static final Map<String, String> ERRORS = Map.of(
            "name", "errors", "metric", "errorRatio", "test", "C", "margin.relative", "1.2", "margin.absolute", "0.2");

    private static final Map<String, String> LATENCY = Map.of(
            "name",
            "latency",
            "metric",
            "latency",
            "test",
            "L",
            "tolerance",
            "1.2",
            "margin.relative",
            "1",
            "margin.absolute",
            "1");

    private StrategyDefaults() {}

    static boolean isDefault(Document document, String path, String value) {
        Matcher gate = GATE.matcher(path);
        if (!gate.matches()) {
            return value.equals(PLAN.get(INDEX.matcher(path).replaceAll("[]")));
        }
        int index = Integer.parseInt(gate.group(1));
        boolean written = document.body().has("gates");
        boolean latency = written
                ? document.body().at("/gates/" + index + "/metric").asText().equals("latency")
                : index == 1;
        Map<String, String> ofMetric = latency ? LATENCY : ERRORS;
        return value.equals(GATES.get(gate.group(2))) || value.equals(ofMetric.get(gate.group(2)));
    }
}
