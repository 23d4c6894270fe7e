package dev.sluice.testing.listsource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.sluice.metrics.MetricsDocument;
import dev.sluice.validation.Flaws;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A target whose numbers a list has. */
@JsonDeserialize(using = JsonDeserializer.None.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListMetrics(@Nullable String type, @Nullable String connection) implements MetricsDocument {

    @Override
    public MetricsDocument checked(Flaws flaws) {
        flaws.name("/metrics/connection", connection);
        return new ListMetrics(ListSourceType.NAME, connection);
    }

    @Override
    public Optional<String> endpoint() {
        return Optional.ofNullable(connection);
    }

    @Override
    public Map<String, String> series() {
        return Map.of();
    }
}
