package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Nothing but the release as it ended, as one JSON document. */
final class SilentTimeline implements Timeline {

    private final Terminal terminal;

    SilentTimeline(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void begin(JsonNode release) {
        terminal.out().flush();
    }

    @Override
    public void happened(Signal.Happened happened) {
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
        terminal.out().println(body);
    }
}
