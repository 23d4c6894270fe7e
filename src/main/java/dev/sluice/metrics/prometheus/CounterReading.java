package dev.sluice.metrics.prometheus;

import dev.sluice.metrics.http.Unanswered;
import dev.sluice.metrics.prometheus.Series.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads the counters of one arm, and says why when they can't be trusted. */
record CounterReading(PrometheusConnection connection, PrometheusQueries queries) {

    /**
     * All counters that {@code selection} names.
     *
     * @throws Unanswered also when there is none, or none with a sample that is fresh at the window's end
     */
    List<Series> fresh(Selection selection, Window window) throws Unanswered {
        List<Series> counters = anyOf(selection, window);
        Instant newest = counters.stream()
                .map(Series::lastAt)
                .max(Instant::compareTo)
                .orElseThrow(() -> Unanswered.missing("no series match " + selection));
        Duration age = Duration.between(newest, window.to());
        if (age.compareTo(connection.freshness()) > 0) {
            throw Unanswered.missing("stale: the newest sample of " + selection + " is " + age.toSeconds()
                    + " s older than the window's end, and scrapes should come every "
                    + connection.scrapeInterval().toSeconds() + " s");
        }
        return counters;
    }

    /** All counters that {@code selection} names, possibly none. */
    List<Series> anyOf(Selection selection, Window window) throws Unanswered {
        Duration reach = Duration.between(window.from(), window.to()).plus(connection.lookback());
        List<Series> counters = queries.samples(selection.query(), reach, window.to()).stream()
                .filter(selection.belongs())
                .toList();
        for (Series counter : counters) {
            if (!counter.points().stream().allMatch(point -> Double.isFinite(point.value()))) {
                Instance instance = counter.instance();
                throw Unanswered.failed(
                        "a counter of " + selection + " at " + instance.name() + " is not a finite number");
            }
        }
        return counters;
    }

    Births births(List<Series> counters, Window window) throws Unanswered {
        return Births.of(counters, window, connection, queries);
    }
}
