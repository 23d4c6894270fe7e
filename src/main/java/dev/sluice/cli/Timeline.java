package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** How a release is shown while it goes on. */
sealed interface Timeline permits LiveTimeline, PlainTimeline, JsonTimeline {

    /** Live where the cursor can be moved, plain lines elsewhere. */
    static Timeline of(Terminal terminal) {
        return terminal.live() ? new LiveTimeline(terminal, terminal.width()) : new PlainTimeline(terminal);
    }

    /** The release as it is when the following begins. */
    void begin(JsonNode release);

    void happened(Signal.Happened happened);

    /** Whether the state between events is worth a request. */
    boolean showsState();

    /** The release as it is now. */
    void state(JsonNode release);

    /** Something about the connection. */
    void note(String sentence);

    /**
     * How it ended.
     *
     * @param body the release as the API sent it
     */
    void end(JsonNode release, String body);
}
