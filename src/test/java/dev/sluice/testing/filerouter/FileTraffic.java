package dev.sluice.testing.filerouter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.sluice.traffic.Binding;
import dev.sluice.traffic.TrafficDocument;
import dev.sluice.validation.Flaws;
import org.jspecify.annotations.Nullable;

/** What is written of such a router. */
@JsonDeserialize(using = JsonDeserializer.None.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FileTraffic(@Nullable String type, @Nullable String path) implements TrafficDocument {

    @Override
    public TrafficDocument checked(Flaws flaws) {
        if (path == null || !path.startsWith("/")) {
            flaws.add("/traffic/path", "must be an absolute path");
        }
        return new FileTraffic(FileRouterType.NAME, path);
    }

    @Override
    public Binding binding() {
        if (path == null) {
            throw new IllegalStateException("only a checked document has a binding");
        }
        return new FileBinding(path);
    }
}
