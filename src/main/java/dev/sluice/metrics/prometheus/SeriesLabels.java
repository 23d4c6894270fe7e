package dev.sluice.metrics.prometheus;

import static java.util.stream.Collectors.joining;

import dev.sluice.metrics.MetricSource.Subject;
import dev.sluice.metrics.http.Unanswered;
import dev.sluice.release.Version;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a target's series are named.
 *
 * @param version the label that tells the version
 * @param requests the counter of requests
 * @param errors the matchers that leave its errors
 * @param clientErrors the matchers that leave what its clients did wrong
 * @param latency the buckets of the latency histogram
 * @param selector more matchers for all of them, may be empty
 */
record SeriesLabels(
        String version, String requests, String errors, String clientErrors, String latency, String selector) {

    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    /** The binding's labels over the names that most services use. */
    static SeriesLabels of(Map<String, String> labels) throws Unanswered {
        return new SeriesLabels(
                name(labels, "version", LABEL, "version"),
                name(labels, "requests", METRIC, "http_requests_total"),
                labels.getOrDefault("errors", "code=~\"5..\""),
                labels.getOrDefault("clientErrors", "code=~\"4..\""),
                name(labels, "latency", METRIC, "http_request_duration_seconds_bucket"),
                labels.getOrDefault("selector", ""));
    }

    Selection allRequests(Subject subject, Version arm) {
        return select(subject, arm, requests, "");
    }

    Selection failedRequests(Subject subject, Version arm) {
        return select(subject, arm, requests, errors);
    }

    Selection clientErrors(Subject subject, Version arm) {
        return select(subject, arm, requests, clientErrors);
    }

    Selection latencyBuckets(Subject subject, Version arm) {
        return select(subject, arm, latency, "");
    }

    private Selection select(Subject subject, Version arm, String metric, String more) {
        String others = Stream.of(selector, more)
                .filter(matcher -> !matcher.isBlank())
                .map(matcher -> "," + matcher)
                .collect(joining());
        String both = Stream.concat(subject.stable().stream(), Stream.of(subject.candidate()))
                .map(Version::label)
                .map(VersionedQuery::literalPattern)
                .collect(joining("|"));
        return new Selection(
                metric + "{" + version + "=\"" + VersionedQuery.quoted(arm.label()) + "\"" + others + "}",
                metric + "{" + version + "=~\"" + VersionedQuery.quoted(both) + "\"" + others + "}",
                series -> series.label(version).equals(arm.label()));
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
