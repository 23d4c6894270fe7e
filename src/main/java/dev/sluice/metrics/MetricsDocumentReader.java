package dev.sluice.metrics;

import dev.sluice.validation.TypeFieldReader;

final class MetricsDocumentReader extends TypeFieldReader<MetricsDocument> {

    MetricsDocumentReader() {
        super(MetricSourceTypes::documentOf);
    }
}
