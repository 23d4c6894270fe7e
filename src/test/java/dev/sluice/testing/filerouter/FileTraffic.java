package dev.sluice.testing.filerouter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.sluice.traffic.Binding;
import dev.sluice.traffic.TrafficDocument;
import dev.sluice.validation.Flaws;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is written of such a router. */
@JsonDeserialize(using = JsonDeserializer.None.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileTraffic(
        @Nullable String type,
        @Nullable String connection,
        @Nullable String file) implements TrafficDocument {

    @Override
    public TrafficDocument checked(Flaws flaws) {
        flaws.name("/traffic/connection", connection);
        flaws.name("/traffic/file", file);
        return new FileTraffic(FileRouterType.NAME, connection, file);
    }

    @Override
    public Binding binding() {
        return new FileBinding(Objects.requireNonNull(connection), Objects.requireNonNull(file));
    }
}
