package dev.sluice.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** How a line looks on a terminal with colours (ECMA-48, “select graphic rendition”). */
enum Style {
    PLAIN(""),
    BOLD("\u001b[1m"),
    GOOD("\u001b[32m"),
    BAD("\u001b[31m");

    private static final String RESET = "\u001b[0m";

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** The text in this style. */
    String of(String text) {
        return code.isEmpty() || text.isBlank() ? text : code + text + RESET;
    }

    /** Of an event: green where a version gets everything, red where it loses it. */
    static Style of(JsonNode event) {
        return switch (event.path("type").asText()) {
            case "target.promoting", "target.baked" -> GOOD;
            case "target.returning", "target.returned" -> BAD;
            case "release.ended" -> event.path("sentence").asText().startsWith("SUCCEEDED") ? GOOD : BAD;
            default -> PLAIN;
        };
    }
}
