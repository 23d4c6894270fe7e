package dev.sluice.analysis;

/** What a gate measures, and where it is read. */
public sealed interface Metric {

    /** Share of requests that failed, from the target's own metric source. */
    record ErrorRatio() implements Metric {}

    /** Share of requests that were answered with 400 to 499, from the target's own metric source. */
    record ClientErrorRatio() implements Metric {}

    /** Share of requests whose clients left before the end of the answer, from the target's own metric source. */
    record AbandonedRatio() implements Metric {}

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
