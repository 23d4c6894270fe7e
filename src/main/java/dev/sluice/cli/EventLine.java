package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Events as lines. */
record EventLine(Times times) {

    private static final int SUBJECT = 12;
    private static final int WEIGHT = 7;

    /** What is followed, and in which zone its times are. */
    String heading(JsonNode release) {
        return Json.text(release, "id") + ": " + ReleaseText.name(release) + ", asked for at "
                + times.full(Json.text(release, "createdAt")) + " by " + Json.text(release, "requestedBy");
    }

    /** {@code 12:30:05  prod-eu       20 %  the hold is over}. */
    String of(JsonNode event) {
        String target = Json.text(event, "target");
        String type = Json.text(event, "type");
        String subject = target.isEmpty() ? type.substring(type.indexOf('.') + 1) : target;
        String weight = event.path("weight").isNumber() ? Percent.text(event.path("weight")) : "";
        String by = Json.text(event, "by");
        return times.clock(Json.text(event, "at")) + "  " + right(subject, SUBJECT) + "  " + left(weight, WEIGHT) + "  "
                + Json.text(event, "sentence") + (by.isEmpty() ? "" : " (by " + by + ")");
    }

    private static String right(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String left(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
