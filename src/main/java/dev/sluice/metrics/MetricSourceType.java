package dev.sluice.metrics;

import dev.sluice.connection.ConnectionDocument;
import dev.sluice.validation.DocumentTypes;
import java.util.Optional;

/**
 * A type of metric sources. An adapter says in one class what is to be known of it, and names that in
 * {@code META-INF/services/dev.sluice.metrics.MetricSourceType}; nothing else names the adapter.
 */
public interface MetricSourceType extends DocumentTypes.Named {

    /** As it stands in a target's {@code metrics.type}. */
    @Override
    String name();

    /** The record of a target's documents. */
    Class<? extends MetricsDocument> document();

    /**
     * A source that reads at an endpoint.
     *
     * @param endpoint a checked document
     * @return empty when the endpoint isn't of this type
     */
    Optional<MetricSource> open(ConnectionDocument endpoint);
}
