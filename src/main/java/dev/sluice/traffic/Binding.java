package dev.sluice.traffic;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;

/**
 * Which traffic is a target's, as its router wants to know it. Each type of routers has its own record, with
 * {@code @JsonDeserialize(using = JsonDeserializer.None.class)}.
 */
@JsonDeserialize(using = BindingReader.class)
public interface Binding {

    /** The type of routers that it is for, such as {@code embedded}. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    String type();

    /** What a target has for itself: another one that asks for the same is refused. */
    List<Claim> claims();

    /**
     * A place that has one target at most.
     *
     * @param place such as a host, or the name of a backend of a proxy; unique among all types of routers
     * @param part of it, such as a path; may be empty
     * @param field of the document that asks for it, as a JSON pointer such as {@code /traffic/hosts}
     * @param words for people, such as {@code shop.example with the path /}
     */
    record Claim(String place, String part, String field, String words) {}
}
