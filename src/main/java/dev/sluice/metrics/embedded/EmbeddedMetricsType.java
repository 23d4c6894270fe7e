package dev.sluice.metrics.embedded;

import dev.sluice.connection.ConnectionDocument;
import dev.sluice.metrics.MetricSource;
import dev.sluice.metrics.MetricSourceType;
import dev.sluice.metrics.MetricsDocument;
import java.util.Optional;

/** What the routers that Sluice brings have counted. The source is put together with the process. */
public final class EmbeddedMetricsType implements MetricSourceType {

    public static final String NAME = "embedded";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<? extends MetricsDocument> document() {
        return EmbeddedMetrics.class;
    }

    @Override
    public Optional<MetricSource> open(ConnectionDocument endpoint) {
        return Optional.empty();
    }
}
