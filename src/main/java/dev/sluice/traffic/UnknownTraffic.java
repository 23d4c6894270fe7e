package dev.sluice.traffic;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.sluice.validation.Flaws;

/** A document of a type that there isn't: its fields can't be judged, so its type is all that is said of it. */
@JsonDeserialize(using = JsonDeserializer.None.class)
final class UnknownTraffic implements TrafficDocument {

    @JsonProperty
    private String type = "";

    @JsonAnySetter
    void other(String name, Object value) {
        // What the field means is the type's to say.
    }

    @Override
    public TrafficDocument checked(Flaws flaws) {
        TrafficRouterTypes.types().refuse(flaws, "/traffic/type", type);
        return this;
    }

    @Override
    public Binding binding() {
        throw new IllegalStateException("there are no routers of type " + type);
    }
}
