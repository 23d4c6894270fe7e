package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Everything as the API sends it, one JSON object a line and each line at once: for programs. */
final class JsonTimeline implements Timeline {

    private final Terminal terminal;
    private final boolean withRelease;

    private JsonTimeline(Terminal terminal, boolean withRelease) {
        this.terminal = terminal;
        this.withRelease = withRelease;
    }

    /** Its events. */
    static JsonTimeline ofEvents(Terminal terminal) {
        return new JsonTimeline(terminal, false);
    }

    /** The release as it was created, its events, and the release as it ended. */
    static JsonTimeline ofRelease(Terminal terminal) {
        return new JsonTimeline(terminal, true);
    }

    @Override
    public void begin(JsonNode release) {
        if (withRelease) {
            print(Json.write(release));
        }
    }

    @Override
    public void happened(Signal.Happened happened) {
        print(happened.line());
    }

    private void print(String line) {
        terminal.out().println(line);
        terminal.out().flush();
    }

    @Override
    public boolean showsState() {
        return false;
    }

    @Override
    public void state(JsonNode release) {
        terminal.out().flush();
    }

    @Override
    public void note(String sentence) {
        terminal.err().println(sentence);
        terminal.err().flush();
    }

    @Override
    public void end(JsonNode release, String body) {
        if (withRelease) {
            print(Json.write(release));
        }
    }
}
