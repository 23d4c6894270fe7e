package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** Shows changes, never a secret. */
final class ChangeText {

    private static final String SECRET = "bearerToken";

    private ChangeText() {}

    static String of(List<Change> changes) {
        return changes.stream().map(ChangeText::of).collect(Collectors.joining("\n"));
    }

    private static String of(Change change) {
        return switch (change) {
            case Change.New made -> "+ " + made.document().title() + fields(made.fields());
            case Change.Edit edit -> "~ " + edit.document().title() + fields(edit.fields());
            case Change.Same same -> "= " + same.document().title();
        };
    }

    private static String fields(List<Change.Field> fields) {
        return fields.stream().map(ChangeText::field).collect(Collectors.joining());
    }

    private static String field(Change.Field field) {
        if (field.path().equals(SECRET)) {
            return "\n    " + SECRET + ": a secret, which is " + (field.after().isPresent() ? "written" : "removed");
        }
        return field.before()
                        .map(value -> "\n  - " + field.path() + ": " + value)
                        .orElse("")
                + field.after()
                        .map(value -> "\n  + " + field.path() + ": " + value)
                        .orElse("");
    }

    /** One word for what is done to the document. */
    static String word(Change change) {
        return switch (change) {
            case Change.New _ -> "created";
            case Change.Edit _ -> "changed";
            case Change.Same _ -> "same";
        };
    }

    static ArrayNode json(List<Change> changes) {
        ArrayNode list = Json.object().putArray("changes");
        for (Change change : changes) {
            ObjectNode shown = list.addObject();
            shown.put("kind", change.document().kind().word());
            shown.put("name", change.document().name());
            shown.put("change", word(change));
            ArrayNode paths = shown.putArray("fields");
            fieldsOf(change).forEach(field -> paths.add(field.path()));
        }
        return list;
    }

    private static List<Change.Field> fieldsOf(Change change) {
        return switch (change) {
            case Change.New made -> made.fields();
            case Change.Edit edit -> edit.fields();
            case Change.Same _ -> List.of();
        };
    }
}
