package dev.sluice.metrics.prometheus;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a target's series are named.
 *
 * @param version the label that tells the version
 * @param requests the counter of requests
 * @param errors the matchers that leave its errors
 * @param latency the buckets of the latency histogram
 * @param selector more matchers for all of them, may be empty
 */
record Wiring(String version, String requests, String errors, String latency, String selector) {

    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    /** The binding's labels over the names that most services use. */
    static Wiring of(Map<String, String> labels) throws Unanswered {
        return new Wiring(
                name(labels, "version", LABEL, "version"),
                name(labels, "requests", METRIC, "http_requests_total"),
                labels.getOrDefault("errors", "code=~\"5..\""),
                name(labels, "latency", METRIC, "http_request_duration_seconds_bucket"),
                labels.getOrDefault("selector", ""));
    }

    VersionedQuery allRequests() {
        return select(requests, "");
    }

    VersionedQuery failedRequests() {
        return select(requests, errors);
    }

    VersionedQuery latencyBuckets() {
        return select(latency, "");
    }

    private VersionedQuery select(String metric, String more) {
        StringBuilder matchers = new StringBuilder(version + "=\"" + VersionedQuery.PLACEHOLDER + "\"");
        for (String matcher : new String[] {selector, more}) {
            if (!matcher.isBlank()) {
                matchers.append(',').append(matcher);
            }
        }
        return new VersionedQuery(metric + "{" + matchers + "}");
    }

    private static String name(Map<String, String> labels, String key, Pattern form, String usual) throws Unanswered {
        String name = labels.getOrDefault(key, usual);
        if (!form.matcher(name).matches()) {
            throw Unanswered.failed("the binding's metric label '" + key + "' is no name that Prometheus knows: '"
                    + name + "'; matchers belong into 'selector'");
        }
        return name;
    }
}
