package dev.sluice.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.store.Documents.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A field of a kind of documents that names another document.
 *
 * @param pointer JSON pointer of the field; {@code *} stands for every item of a list
 * @param to what kind the other is of; one that belongs to no parent
 */
public record Reference(String pointer, Kind to) {

    private static final String EVERY = "*";

    /** The names in a document, by the pointer of each. */
    public Map<String, String> names(JsonNode document) {
        Map<String, JsonNode> found = new LinkedHashMap<>(Map.of("", document));
        for (String part : parts()) {
            Map<String, JsonNode> next = new LinkedHashMap<>();
            found.forEach((at, node) -> {
                if (!part.equals(EVERY)) {
                    next.put(at + "/" + part, node.path(part));
                }
                for (int i = 0; part.equals(EVERY) && i < node.size(); i++) {
                    next.put(at + "/" + i, node.path(i));
                }
            });
            found = next;
        }
        Map<String, String> names = new LinkedHashMap<>();
        found.forEach((at, node) -> {
            if (node.isTextual()) {
                names.put(at, node.textValue());
            }
        });
        return names;
    }

    /** The field in PostgreSQL's language for paths in JSON. */
    String path() {
        List<String> path = new ArrayList<>(List.of("$"));
        for (String part : parts()) {
            path.add(part.equals(EVERY) ? "[*]" : ".\"" + part + "\"");
        }
        return String.join("", path);
    }

    private List<String> parts() {
        return List.of(pointer.substring(1).split("/", -1));
    }
}
