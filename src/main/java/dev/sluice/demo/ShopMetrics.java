package dev.sluice.demo;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;

/** What a shop shows to Prometheus, under the names that Sluice expects where nobody says otherwise. */
final class ShopMetrics {

    static final String CONTENT_TYPE = TextFormat.CONTENT_TYPE_004;

    private static final double[] BOUNDS_SECONDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2.5};
    private static final double NANOS = 1e9;

    private final String version;
    private final CollectorRegistry registry = new CollectorRegistry();
    private final Counter requests = Counter.build("http_requests_total", "Requests by status")
            .labelNames("version", "code")
            .register(registry);
    private final Histogram seconds = Histogram.build("http_request_duration_seconds", "Time from request to answer")
            .labelNames("version")
            .buckets(BOUNDS_SECONDS)
            .register(registry);

    ShopMetrics(String version) {
        this.version = version;
        Gauge.build("process_start_time_seconds", "When the shop opened, seconds since 1970")
                .register(registry)
                .setToCurrentTime();
    }

    void served(int status, Duration took) {
        requests.labels(version, Integer.toString(status)).inc();
        seconds.labels(version).observe(took.toNanos() / NANOS);
    }

    /** The page in Prometheus's text format, version 0.0.4. */
    String page() {
        StringWriter page = new StringWriter();
        try {
            TextFormat.write004(page, registry.metricFamilySamples());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toString();
    }
}
