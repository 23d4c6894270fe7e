package dev.sluice.metrics.prometheus;

import dev.sluice.analysis.History;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Sample;
import dev.sluice.metrics.MetricSource.Subject;
import dev.sluice.metrics.http.Unanswered;
import dev.sluice.metrics.prometheus.Series.Point;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Reads one arm. */
record ArmReader(CounterReading reading) {

    private static final double RAREST_EXCEEDANCE = 0.01;
    private static final double USUAL_EXCEEDANCE = 0.5;

    Sample sample(Subject subject, Metric metric, Version version, Window window) throws Unanswered {
        return switch (metric) {
            case Metric.ErrorRatio _ -> errors(subject, version, window).counts(window);
            case Metric.ClientErrorRatio _ ->
                clientErrors(subject, version, window).counts(window);
            case Metric.AbandonedRatio _ -> throw onlyTheRouterSees();
            case Metric.Ratio ratio -> ratio(ratio, version, window).counts(window);
            case Metric.Latency _ -> latencies(subject, version, window).histogram(window);
            case Metric.Query query -> value(new VersionedQuery(query.query()).of(version.label()), window);
        };
    }

    Sample restarts(Subject subject, Version version, Window window) throws Unanswered {
        return new Sample.Value(errors(subject, version, window).restarts(window));
    }

    History history(Subject subject, Metric metric, Version stable, Window span, Weight share) throws Unanswered {
        return switch (metric) {
            case Metric.ErrorRatio _ -> history(errors(subject, stable, span), span, share);
            case Metric.ClientErrorRatio _ -> history(clientErrors(subject, stable, span), span, share);
            case Metric.AbandonedRatio _ -> throw onlyTheRouterSees();
            case Metric.Ratio ratio -> history(ratio(ratio, stable, span), span, share);
            case Metric.Latency _ -> history(latencies(subject, stable, span), span, share);
            case Metric.Query _ -> History.none("a query's value has no counts");
        };
    }

    private RatioCounters errors(Subject subject, Version version, Window window) throws Unanswered {
        SeriesLabels wiring = SeriesLabels.of(subject.labels());
        return RatioCounters.read(
                reading, wiring.allRequests(subject, version), wiring.failedRequests(subject, version), window);
    }

    private RatioCounters clientErrors(Subject subject, Version version, Window window) throws Unanswered {
        SeriesLabels wiring = SeriesLabels.of(subject.labels());
        return RatioCounters.read(
                reading, wiring.allRequests(subject, version), wiring.clientErrors(subject, version), window);
    }

    private static Unanswered onlyTheRouterSees() {
        return Unanswered.failed("abandoned requests are counted by the own router alone");
    }

    private RatioCounters ratio(Metric.Ratio ratio, Version version, Window window) throws Unanswered {
        VersionedQuery all = new VersionedQuery(ratio.of());
        VersionedQuery bad = new VersionedQuery(ratio.query());
        if (!all.tellsVersionsApart() || !bad.tellsVersionsApart()) {
            throw Unanswered.failed("both selectors of a ratio need " + VersionedQuery.PLACEHOLDER
                    + ", or candidate and stable would be the same");
        }
        return RatioCounters.read(
                reading, Selection.all(all.of(version.label())), Selection.all(bad.of(version.label())), window);
    }

    private HistogramCounters latencies(Subject subject, Version version, Window window) throws Unanswered {
        return HistogramCounters.read(
                reading, SeriesLabels.of(subject.labels()).latencyBuckets(subject, version), window);
    }

    private Sample value(String query, Window window) throws Unanswered {
        double value = switch (reading.queries().evaluate(query, window.to())) {
            case QueryResult.Scalar(double number) -> number;
            case QueryResult.Vector(List<Series> series) -> only(series, query);
            case QueryResult.Matrix _ ->
                throw Unanswered.failed("'" + query + "' gives a range of samples, not one value");
        };
        if (!Double.isFinite(value)) {
            throw Unanswered.failed("'" + query + "' is " + value + ", not a finite number");
        }
        return new Sample.Value(value);
    }

    private static double only(List<Series> series, String query) throws Unanswered {
        if (series.isEmpty()) {
            throw Unanswered.missing("'" + query + "' gives nothing");
        }
        if (series.size() > 1) {
            throw Unanswered.failed(
                    "'" + query + "' gives " + series.size() + " series, and one is expected: aggregate them");
        }
        Point point = series.getFirst().points().getFirst();
        return point.value();
    }

    private History history(RatioCounters counters, Window span, Weight share) throws Unanswered {
        Dispersion dispersion = groups(counters.instances(), share, span).dispersion(counters::trials);
        return new History(counters.counts(span), dispersion.phi(), dispersion.intervals());
    }

    /** φ of the noisiest of the bounds that a comparison may use. */
    private History history(HistogramCounters counters, Window span, Weight share) throws Unanswered {
        Sample.Histogram sum = counters.histogram(span);
        Groups groups = groups(counters.instances(), share, span);
        Dispersion noisiest = sum.atMost().entrySet().stream()
                .filter(bound -> isComparable(1 - (double) bound.getValue() / sum.n()))
                .map(bound ->
                        groups.dispersion((instance, part) -> counters.slowerThan(bound.getKey(), instance, part)))
                .max(Comparator.comparingDouble(Dispersion::phi))
                .orElse(Dispersion.UNKNOWN);
        return new History(sum, noisiest.phi(), noisiest.intervals());
    }

    private static boolean isComparable(double exceedance) {
        return exceedance >= RAREST_EXCEEDANCE && exceedance <= USUAL_EXCEEDANCE;
    }

    private Groups groups(Set<Series.Instance> instances, Weight share, Window span) {
        Duration scrapeInterval = reading.connection().scrapeInterval();
        return Groups.of(instances, share, span, scrapeInterval);
    }
}
