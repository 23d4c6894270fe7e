package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** What a stream of events tells its reader. */
sealed interface Signal {

    /**
     * Something happened to the release.
     *
     * @param line as the API sent it
     */
    record Happened(JsonNode event, String line) implements Signal {

        boolean isLast() {
            return Json.text(event, "type").equals("release.ended");
        }
    }

    /** The stream broke and is being opened again. */
    record Broken(String why) implements Signal {}

    /** The stream can't be had, now or later. */
    record Over(Failed why) implements Signal {}
}
