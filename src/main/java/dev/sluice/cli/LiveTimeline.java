package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Events as lines that stay, and below them, drawn anew each second, the weights and the sentence. */
final class LiveTimeline implements Timeline {

    private static final String ESCAPE = "\u001b[";
    private static final String DIM = "\u001b[2m";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final PrintWriter out;
    private final int width;
    private final boolean colour;
    private final EventLine lines;
    private List<String> drawn = List.of();
    private List<String> state = List.of();

    LiveTimeline(Terminal terminal, int width) {
        this.out = terminal.out();
        this.width = width;
        this.colour = terminal.colour();
        this.lines = new EventLine(new Times(terminal.zone()));
    }

    @Override
    public void begin(JsonNode release) {
        out.println(styled(BOLD, lines.heading(release)));
        state(release);
    }

    @Override
    public void happened(Signal.Happened happened) {
        above(lines.of(happened.event()));
    }

    @Override
    public boolean showsState() {
        return true;
    }

    @Override
    public void state(JsonNode release) {
        List<String> block = new ArrayList<>();
        for (JsonNode target : release.path("targets")) {
            block.add(cut(bar(target)));
        }
        block.add(styled(DIM, cut(Json.text(release, "sentence"))));
        state = block;
        clear();
        draw();
    }

    @Override
    public void note(String sentence) {
        above(sentence);
    }

    @Override
    public void end(JsonNode release, String body) {
        clear();
        for (JsonNode target : release.path("targets")) {
            out.println(bar(target));
        }
        out.println(styled(BOLD, ReleaseText.line(release)));
        out.flush();
    }

    private void above(String line) {
        clear();
        out.println(line);
        draw();
    }

    private static String bar(JsonNode target) {
        JsonNode weight = target.path("weight");
        String observed = Percent.text(weight.path("observed"));
        return "  " + Percent.bar(weight.path("desired")) + " " + Percent.text(weight.path("desired")) + " "
                + Json.text(target, "name") + (observed.equals("-") ? "" : ", users got " + observed);
    }

    private void clear() {
        if (!drawn.isEmpty()) {
            // Up to its first line, and everything from there on away.
            out.print(ESCAPE + drawn.size() + "A" + ESCAPE + "J");
        }
        drawn = List.of();
    }

    private void draw() {
        state.forEach(out::println);
        drawn = state;
        out.flush();
    }

    /** A line that wraps would be two lines to clear. */
    private String cut(String line) {
        return line.codePointCount(0, line.length()) < width
                ? line
                : line.substring(0, line.offsetByCodePoints(0, Math.max(0, width - 2))) + "…";
    }

    private String styled(String style, String text) {
        return colour ? style + text + PLAIN : text;
    }
}
