package dev.sluice.traffic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Reads a binding as the record of its type. */
final class BindingReader extends JsonDeserializer<Binding> {

    @Override
    public Binding deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode binding = context.readTree(parser);
        return context.readTreeAsValue(
                binding, TrafficRouterTypes.bindingOf(binding.path("type").asText(null)));
    }
}
