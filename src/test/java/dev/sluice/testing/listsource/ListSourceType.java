package dev.sluice.testing.listsource;

import dev.sluice.connection.ConnectionDocument;
import dev.sluice.connection.ConnectionType;
import dev.sluice.metrics.MetricSource;
import dev.sluice.metrics.MetricSourceType;
import dev.sluice.metrics.MetricsDocument;
import java.util.Optional;

/** Sources that are lists. */
public final class ListSourceType implements MetricSourceType {

    static final String NAME = "list";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<? extends MetricsDocument> document() {
        return ListMetrics.class;
    }

    @Override
    public Optional<MetricSource> open(ConnectionDocument endpoint) {
        return endpoint instanceof ListEndpoint named
                ? Optional.of(new ListSource(named.listName()))
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
            return ListEndpoint.class;
        }
    }
}
