package dev.sluice.cli;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Splits a file into JSON documents, which follow each other or stand in one list. */
final class JsonDocuments {

    private static final ObjectMapper MAPPER = new ObjectMapper(new JsonFactoryBuilder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(50).build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private JsonDocuments() {}

    static List<RawDocument> read(String text) throws Unreadable {
        List<RawDocument> documents = new ArrayList<>();
        try (MappingIterator<JsonNode> nodes = MAPPER.readerFor(JsonNode.class).readValues(text)) {
            while (nodes.hasNextValue()) {
                int line = nodes.getCurrentLocation().getLineNr();
                JsonNode next = nodes.nextValue();
                List<JsonNode> parts = new ArrayList<>();
                if (next.isArray()) {
                    next.forEach(parts::add);
                } else {
                    parts.add(next);
                }
                parts.forEach(part -> documents.add(new RawDocument(part, documents.size() + 1, line)));
            }
        } catch (JsonProcessingException wrong) {
            int line = wrong.getLocation() == null ? 1 : wrong.getLocation().getLineNr();
            throw new Unreadable("document " + (documents.size() + 1) + " (line " + line + "): is not JSON: "
                    + wrong.getOriginalMessage());
        } catch (IOException e) {
            throw new Unreadable(String.valueOf(e.getMessage()));
        }
        return documents;
    }
}
