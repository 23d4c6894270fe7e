package dev.sluice.analysis;

/** What a gate measures, and where it is read. */
public sealed interface Metric {

    /** Share of requests that failed, from the target's own metric source. */
    record ErrorRatio() implements Metric {}

    /** Latencies, from the target's own metric source. */
    record Latency() implements Metric {}

    /**
     * Bad events by {@code query} among all events by {@code of}, both selectors of raw counters.
     *
     * @param connection the registered metric endpoint
     */
    record Ratio(String connection, String query, String of) implements Metric {}

    /** The value of a query. */
    record Query(String connection, String query) implements Metric {}
}
