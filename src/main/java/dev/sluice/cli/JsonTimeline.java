package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** The events as the API sends them, one a line: for programs. */
final class JsonTimeline implements Timeline {

    private final Terminal terminal;

    JsonTimeline(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void begin(JsonNode release) {
        terminal.out().flush();
    }

    @Override
    public void happened(Signal.Happened happened) {
        terminal.out().println(happened.line());
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
        terminal.out().flush();
    }
}
