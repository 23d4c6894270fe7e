package dev.sluice.testing.filerouter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.sluice.connection.ConnectionDocument;
import dev.sluice.validation.Flaws;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A directory in which routers read their tables. */
@JsonDeserialize(using = JsonDeserializer.None.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DirectoryEndpoint(
        @Nullable String name,
        @Nullable String type,
        @Nullable String path) implements ConnectionDocument {

    @Override
    public ConnectionDocument checked(String nameInUrl, Optional<ConnectionDocument> before) {
        Flaws flaws = new Flaws();
        flaws.name("/name", nameInUrl);
        flaws.sameName(name, nameInUrl);
        if (path == null || !path.startsWith("/")) {
            flaws.add("/path", "must be an absolute path");
        }
        flaws.throwIfAny();
        return new DirectoryEndpoint(nameInUrl, FileRouterType.Directories.NAME, path);
    }

    @Override
    public ConnectionDocument hidingSecrets() {
        return this;
    }

    String directory() {
        return Objects.requireNonNull(path);
    }
}
