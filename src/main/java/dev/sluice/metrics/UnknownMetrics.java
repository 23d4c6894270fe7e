package dev.sluice.metrics;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.sluice.validation.Flaws;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A document of a type that there isn't: its fields can't be judged, so its type is all that is said of it. */
@JsonDeserialize(using = JsonDeserializer.None.class)
final class UnknownMetrics implements MetricsDocument {

    @JsonProperty
    private String type = "";

    @JsonAnySetter
    void other(String name, @Nullable Object value) {
        // What the field means is the type's to say.
    }

    @Override
    public MetricsDocument checked(Flaws flaws) {
        MetricSourceTypes.types().refuse(flaws, "/metrics/type", type);
        return this;
    }

    @Override
    public Optional<String> endpoint() {
        return Optional.empty();
    }

    @Override
    public Map<String, String> series() {
        return Map.of();
    }
}
