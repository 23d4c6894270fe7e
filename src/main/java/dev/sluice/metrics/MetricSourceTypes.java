package dev.sluice.metrics;

import dev.sluice.connection.ConnectionDocument;
import dev.sluice.validation.DocumentTypes;
import java.util.Optional;

/** All types of metric sources that there are. */
public final class MetricSourceTypes {

    /** The type of a document that names none: what the routers that Sluice brings have counted. */
    public static final String DEFAULT = "embedded";

    private static final DocumentTypes<MetricSourceType> TYPES = DocumentTypes.load(MetricSourceType.class);

    private MetricSourceTypes() {}

    public static DocumentTypes<MetricSourceType> types() {
        return TYPES;
    }

    /** What is meant where nothing is written: a document of the default's without a field. */
    public static MetricsDocument unwritten() {
        return DocumentTypes.withoutFields(documentOf(""));
    }

    /** The source that reads at an endpoint; empty where its type is of no metric source. */
    public static Optional<MetricSource> open(ConnectionDocument endpoint) {
        return TYPES.all().stream()
                .flatMap(type -> type.open(endpoint).stream())
                .findFirst();
    }

    /** The record of a type's documents; one that says what is wrong where there is no such type. */
    static Class<? extends MetricsDocument> documentOf(String name) {
        return TYPES.find(name.isEmpty() ? DEFAULT : name)
                .<Class<? extends MetricsDocument>>map(MetricSourceType::document)
                .orElse(UnknownMetrics.class);
    }
}
