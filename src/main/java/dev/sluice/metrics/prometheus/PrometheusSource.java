package dev.sluice.metrics.prometheus;

import dev.sluice.analysis.History;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import dev.sluice.metrics.MetricSource;
import dev.sluice.metrics.http.Unanswered;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * One Prometheus as a source of numbers.
 *
 * <p>A subject's labels say how its series are named, all with defaults: {@code version} (the label whose value is the
 * version's label), {@code requests} (a counter), {@code errors} (the matchers that leave its errors), {@code latency}
 * (the buckets of a classic histogram in seconds), {@code selector} (more matchers, {@code job="shop"}). In the queries
 * of {@link Metric.Ratio} and {@link Metric.Query}, {@code $version} stands for the version's label.
 *
 * <p>Safe for use by many threads. Its methods wait for the network, and are meant for virtual threads.
 */
public final class PrometheusSource implements MetricSource, AutoCloseable {

    private final PrometheusConnection connection;
    private final PrometheusQueries queries;
    private final ArmReader arms;

    public PrometheusSource(PrometheusConnection connection) {
        this(connection, Clock.systemUTC());
    }

    /** With a clock for what messages say about the time. */
    PrometheusSource(PrometheusConnection connection, Clock clock) {
        this.connection = connection;
        this.queries = new PrometheusQueries(connection, clock);
        this.arms = new ArmReader(new CounterReading(connection, queries));
    }

    @Override
    public Duration settles() {
        return connection.settles();
    }

    @Override
    public Duration interval() {
        return connection.scrapeInterval();
    }

    @Override
    public Pair read(Subject subject, Metric metric, Instant from, Instant to) {
        return pair(subject, version -> arms.sample(subject, metric, version, new Window(from, to)));
    }

    /** How often processes of both arms began anew over {@code [from, to)}, each a {@link Sample.Value}. */
    public Pair restarts(Subject subject, Instant from, Instant to) {
        return pair(subject, version -> arms.restarts(subject, version, new Window(from, to)));
    }

    @Override
    public History history(Subject subject, Metric metric, Instant from, Instant to, Weight share) {
        if (subject.stable().isEmpty()) {
            return History.none("there is no stable version yet");
        }
        Version stable = subject.stable().get();
        try {
            return arms.history(subject, metric, stable, new Window(from, to), share);
        } catch (Unanswered reason) {
            return new History(reason.sample(), 1, 0);
        }
    }

    private interface Arm {
        Sample of(Version version) throws Unanswered;
    }

    private static Pair pair(Subject subject, Arm arm) {
        boolean alike = subject.stable()
                .map(stable -> stable.label().equals(subject.candidate().label()))
                .orElse(false);
        if (alike) {
            Sample same = new Sample.Missing("candidate and stable have the same label, '"
                    + subject.candidate().label() + "', and can't be told apart in Prometheus");
            return new Pair(same, same);
        }
        Sample stable = subject.stable()
                .map(version -> orReason(arm, version))
                .orElseGet(() -> new Sample.Missing("there is no stable version yet"));
        return new Pair(orReason(arm, subject.candidate()), stable);
    }

    private static Sample orReason(Arm arm, Version version) {
        try {
            return arm.of(version);
        } catch (Unanswered reason) {
            return reason.sample();
        }
    }

    @Override
    public void close() {
        queries.close();
    }
}
