package dev.sluice.cli;

import java.util.List;
import java.util.stream.Collectors;

/** Shows changes; a secret is hidden by the API already. */
final class ChangeText {

    private ChangeText() {}

    static String of(List<Change> changes) {
        return changes.stream().map(ChangeText::of).collect(Collectors.joining("\n"));
    }

    private static String of(Change change) {
        String sign = switch (change.what()) {
            case Change.CREATED -> "+ ";
            case Change.CHANGED -> "~ ";
            default -> "= ";
        };
        return sign
                + change.document().title()
                + change.fields().stream().map(ChangeText::field).collect(Collectors.joining());
    }

    private static String field(Change.Field field) {
        return field.before()
                        .map(value -> "\n  - " + field.path() + ": " + value)
                        .orElse("")
                + field.after()
                        .map(value -> "\n  + " + field.path() + ": " + value)
                        .orElse("");
    }

    static String summary(List<Change> changes) {
        return count(changes, Change.CREATED) + " created, " + count(changes, Change.CHANGED) + " changed, "
                + count(changes, Change.UNCHANGED) + " as before.";
    }

    private static long count(List<Change> changes, String what) {
        return changes.stream().filter(change -> change.is(what)).count();
    }
}
