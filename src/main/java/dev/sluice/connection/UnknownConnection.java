package dev.sluice.connection;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.sluice.validation.Flaws;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A document of a type that there isn't: its fields can't be judged, so its type is all that is said of it. */
@JsonDeserialize(using = JsonDeserializer.None.class)
final class UnknownConnection implements ConnectionDocument {

    @JsonProperty
    private String type = "";

    @JsonProperty
    private @Nullable String name;

    @JsonAnySetter
    void other(String field, @Nullable Object value) {
        // What the field means is the type's to say.
    }

    @Override
    public @Nullable String name() {
        return name;
    }

    @Override
    public ConnectionDocument checked(String nameInUrl, Optional<ConnectionDocument> before) {
        Flaws flaws = new Flaws();
        if (type.isEmpty()) {
            flaws.add(
                    "/type",
                    "must be " + String.join(" or ", ConnectionTypes.types().names()));
        } else {
            ConnectionTypes.types().refuse(flaws, "/type", type);
        }
        flaws.throwIfAny();
        return this;
    }

    @Override
    public ConnectionDocument hidingSecrets() {
        return this;
    }
}
