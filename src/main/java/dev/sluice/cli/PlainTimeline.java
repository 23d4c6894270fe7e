package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** One line for each event: for logs. */
final class PlainTimeline implements Timeline {

    private final Terminal terminal;
    private final EventLine lines;

    PlainTimeline(Terminal terminal) {
        this.terminal = terminal;
        this.lines = new EventLine(new Times(terminal.zone()));
    }

    @Override
    public void begin(JsonNode release) {
        print(lines.heading(release));
    }

    @Override
    public void happened(Signal.Happened happened) {
        print(lines.of(happened.event()));
    }

    @Override
    public boolean showsState() {
        return false;
    }

    @Override
    public void state(JsonNode release) {
        print(Json.text(release, "sentence"));
    }

    @Override
    public void note(String sentence) {
        terminal.err().println(sentence);
        terminal.err().flush();
    }

    @Override
    public void end(JsonNode release, String body) {
        print(ReleaseText.line(release));
    }

    private void print(String line) {
        terminal.out().println(line);
        terminal.out().flush();
    }
}
