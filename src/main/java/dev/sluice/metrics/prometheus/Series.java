package dev.sluice.metrics.prometheus;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What Prometheus stored under one set of labels.
 *
 * @param points at least one, in the order of time
 */
record Series(Map<String, String> labels, List<Point> points) {

    record Point(Instant at, double value) {}

    /** The process that was scraped; empty names where the series has no such labels. */
    record Instance(String job, String name) {

        boolean isNamed() {
            return !name.isEmpty();
        }
    }

    String label(String name) {
        return labels.getOrDefault(name, "");
    }

    Instance instance() {
        return new Instance(label("job"), label("instance"));
    }

    Instant firstAt() {
        return points.getFirst().at();
    }

    Instant lastAt() {
        return points.getLast().at();
    }
}
