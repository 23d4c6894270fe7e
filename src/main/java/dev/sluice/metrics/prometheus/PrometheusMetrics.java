package dev.sluice.metrics.prometheus;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.sluice.metrics.MetricsDocument;
import dev.sluice.metrics.SeriesNames;
import dev.sluice.validation.Flaws;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A target whose numbers a Prometheus has. */
@JsonDeserialize(using = JsonDeserializer.None.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PrometheusMetrics")
public record PrometheusMetrics(
        @Schema(description = "prometheus") @Nullable String type,

        @Schema(description = "name of a registered connection") @Nullable
        String connection,

        @Schema(description = "how its series are called: version, requests, errors, latency, selector") @Nullable
        Map<String, String> labels)
        implements MetricsDocument {

    @Override
    public MetricsDocument checked(Flaws flaws) {
        flaws.name("/metrics/connection", connection);
        return new PrometheusMetrics(PrometheusType.NAME, connection, SeriesNames.checked(flaws, labels));
    }

    @Override
    public Optional<String> endpoint() {
        return Optional.ofNullable(connection);
    }

    @Override
    public Map<String, String> series() {
        return labels == null ? Map.of() : labels;
    }
}
