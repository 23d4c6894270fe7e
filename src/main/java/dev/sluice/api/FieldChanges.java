package dev.sluice.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.api.Applied.FieldChange;
import dev.sluice.store.Documents.Stored;
import dev.sluice.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares two revisions of a document field by field: as they are stored, and shows of them what may be shown. */
final class FieldChanges {

    /** They stand in the document's URL. */
    private static final Set<String> IN_URL = Set.of("/name", "/service");

    private final Map<String, JsonNode> fields = new TreeMap<>();

    private FieldChanges() {}

    static <D> List<FieldChange> of(DocumentKind<D> kind, Optional<Stored> before, Stored after) {
        Map<String, JsonNode> was =
                before.map(stored -> flat(Json.tree(stored.body()))).orElse(Map.of());
        Map<String, JsonNode> is = flat(Json.tree(after.body()));
        JsonNode wasShown = before.map(stored -> shown(kind, stored)).orElse(Json.tree("{}"));
        JsonNode isShown = shown(kind, after);
        Set<String> pointers = new TreeSet<>(was.keySet());
        pointers.addAll(is.keySet());
        List<FieldChange> changes = new ArrayList<>();
        for (String pointer : pointers) {
            if (!IN_URL.contains(pointer) && !isSame(was.get(pointer), is.get(pointer))) {
                changes.add(new FieldChange(
                        pointer,
                        was.containsKey(pointer) ? wasShown.at(pointer) : null,
                        is.containsKey(pointer) ? isShown.at(pointer) : null));
            }
        }
        return changes;
    }

    private static <D> JsonNode shown(DocumentKind<D> kind, Stored stored) {
        return Json.tree(Json.write(kind.shown(DocumentWrites.read(kind, stored))));
    }

    private static boolean isSame(@Nullable JsonNode left, @Nullable JsonNode right) {
        if (left != null && right != null && left.isNumber() && right.isNumber()) {
            return left.decimalValue().compareTo(right.decimalValue()) == 0;
        }
        return Objects.equals(left, right);
    }

    private static Map<String, JsonNode> flat(JsonNode document) {
        FieldChanges flat = new FieldChanges();
        flat.add("", document);
        return flat.fields;
    }

    /** A list of plain values is one field; one of objects is as many as it has fields. */
    private void add(String pointer, JsonNode value) {
        if (value.isObject() && !value.isEmpty()) {
            value.properties().forEach(field -> add(pointer + "/" + escaped(field.getKey()), field.getValue()));
        } else if (value.isArray() && !value.isEmpty() && value.get(0).isContainerNode()) {
            for (int i = 0; i < value.size(); i++) {
                add(pointer + "/" + i, value.get(i));
            }
        } else if (!value.isNull()) {
            fields.put(pointer, value);
        }
    }

    /** As RFC 6901 writes it. */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
