package dev.sluice.testing.listsource;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.sluice.connection.ConnectionDocument;
import dev.sluice.validation.Flaws;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A list by name. */
@JsonDeserialize(using = JsonDeserializer.None.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListEndpoint(
        @Nullable String name,
        @Nullable String type,
        @Nullable String list) implements ConnectionDocument {

    @Override
    public ConnectionDocument checked(String nameInUrl, Optional<ConnectionDocument> before) {
        Flaws flaws = new Flaws();
        flaws.name("/name", nameInUrl);
        flaws.sameName(name, nameInUrl);
        flaws.name("/list", list);
        flaws.throwIfAny();
        return new ListEndpoint(nameInUrl, ListSourceType.NAME, list);
    }

    @Override
    public ConnectionDocument hidingSecrets() {
        return this;
    }

    String listName() {
        return Objects.requireNonNull(list);
    }
}
