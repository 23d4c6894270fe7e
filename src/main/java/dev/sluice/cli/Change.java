package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What applying a document changes, as the API says it.
 *
 * @param what created, changed or unchanged
 * @param mayI whether the user may make this change
 */
record Change(Document document, String what, boolean mayI, List<Field> fields) {

    static final String CREATED = "created";
    static final String CHANGED = "changed";
    static final String UNCHANGED = "unchanged";

    /** A field that differs; empty on the side where it is not. */
    record Field(String path, Optional<String> before, Optional<String> after) {}

    boolean is(String word) {
        return what.equals(word);
    }

    /** What the API answered, document by document, for these. */
    static List<Change> of(List<Document> documents, JsonNode answer) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            JsonNode said = answer.path("documents").path(i);
            List<Field> fields = new ArrayList<>();
            said.path("fields").forEach(field -> fields.add(field(field)));
            changes.add(new Change(
                    documents.get(i),
                    Json.text(said, "change"),
                    said.path("mayI").asBoolean(true),
                    fields));
        }
        return changes;
    }

    private static Field field(JsonNode field) {
        return new Field(
                Fields.path(Json.text(field, "pointer")),
                Optional.ofNullable(field.get("before")).map(Fields::text),
                Optional.ofNullable(field.get("after")).map(Fields::text));
    }
}
