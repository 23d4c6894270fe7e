package dev.sluice.metrics.prometheus;

import dev.sluice.connection.ConnectionDocument;
import dev.sluice.connection.ConnectionType;
import dev.sluice.metrics.MetricSource;
import dev.sluice.metrics.MetricSourceType;
import dev.sluice.metrics.MetricsDocument;
import java.util.Optional;

/** Prometheus, and what answers its queries. */
public final class PrometheusType implements MetricSourceType {

    static final String NAME = "prometheus";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<? extends MetricsDocument> document() {
        return PrometheusMetrics.class;
    }

    @Override
    public Optional<MetricSource> open(ConnectionDocument endpoint) {
        return endpoint instanceof PrometheusEndpoint prometheus
                ? Optional.of(new PrometheusSource(prometheus.connection()))
                : Optional.empty();
    }

    /** Its endpoints. */
    public static final class Endpoints implements ConnectionType {

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Class<? extends ConnectionDocument> document() {
            return PrometheusEndpoint.class;
        }
    }
}
