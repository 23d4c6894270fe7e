package dev.sluice.traffic;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Reads a document as the record of its type. */
final class TrafficDocumentReader extends JsonDeserializer<TrafficDocument> {

    @Override
    public TrafficDocument deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode document = context.readTree(parser);
        return context.readTreeAsValue(
                document, TrafficRouterTypes.documentOf(document.path("type").asText(null)));
    }
}
