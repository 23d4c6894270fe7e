package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What applying a document would change. */
sealed interface Change {

    /** The API knows no such document. */
    record New(Document document, List<Field> fields) implements Change {}

    /**
     * It differs.
     *
     * @param etag of the revision that was compared
     */
    record Edit(Document document, List<Field> fields, String etag) implements Change {}

    /** There is nothing to do. */
    record Same(Document document) implements Change {}

    /** A field that differs; empty on the side where it is not. */
    record Field(String path, Optional<String> before, Optional<String> after) {}

    Document document();

    /** Compares a document with what the API has. */
    static Change of(Api api, Document document) {
        Optional<Api.Answer> stored = api.find(document.path());
        if (stored.isEmpty()) {
            return new New(document, differences(document, Map.of()));
        }
        JsonNode before = stored.get().json();
        List<Field> fields = differences(document, Fields.of(before));
        return fields.isEmpty()
                ? new Same(document)
                : new Edit(document, fields, stored.get().etag());
    }

    private static List<Field> differences(Document document, Map<String, String> before) {
        Map<String, String> after = Fields.of(document.body());
        TreeSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        Map<String, String> defaults = Defaults.of(document);
        List<Field> fields = new ArrayList<>();
        for (String path : paths) {
            Optional<String> was = Optional.ofNullable(before.get(path));
            Optional<String> willBe = Optional.ofNullable(after.get(path));
            boolean filledIn = willBe.isEmpty() && was.equals(Optional.ofNullable(defaults.get(path)));
            boolean inUrl = path.equals("name") || (path.equals("service") && document.kind() == Kind.TARGET);
            if (!was.equals(willBe) && !filledIn && !inUrl) {
                fields.add(new Field(path, was, willBe));
            }
        }
        return fields;
    }
}
