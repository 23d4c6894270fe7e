package dev.sluice.metrics.embedded;

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

/** A target whose numbers the own routers have counted. */
@JsonDeserialize(using = JsonDeserializer.None.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "EmbeddedMetrics")
public record EmbeddedMetrics(
        @Schema(description = "embedded (default)") @Nullable
        String type,

        @Schema(hidden = true) @Nullable String connection,

        @Schema(
                description =
                        "how its series are called: version, requests, errors, latency, selector; for gates that name a connection")
        @Nullable
        Map<String, String> labels)
        implements MetricsDocument {

    @Override
    public MetricsDocument checked(Flaws flaws) {
        if (connection != null) {
            flaws.add("/metrics/connection", "goes with a type that reads at a connection, such as prometheus");
        }
        return new EmbeddedMetrics(EmbeddedMetricsType.NAME, null, SeriesNames.checked(flaws, labels));
    }

    @Override
    public Optional<String> endpoint() {
        return Optional.empty();
    }

    @Override
    public Map<String, String> series() {
        return labels == null ? Map.of() : labels;
    }
}
