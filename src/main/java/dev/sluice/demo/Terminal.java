package dev.sluice.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The story for people: events as lines, below them one line that shows how things stand. */
final class Terminal implements Screen {

    private static final int BAR = 20;
    private static final int WIDTH = 110;
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final boolean live;
    private final Instant began = Instant.now();

    /**
     * A terminal.
     *
     * @param live whether a line may be written over
     */
    Terminal(PrintStream out, boolean live) {
        this.out = out;
        this.live = live;
    }

    @Override
    public void say(String sentence) {
        line("\n" + sentence);
    }

    @Override
    public void event(JsonNode event) {
        String type = event.path("type").asText();
        if (type.equals("target.inForce")) {
            return;
        }
        String weight = event.path("weight").isNumber() ? event.path("weight").asText() + " %" : "";
        line(String.format(
                "%6.1fs  %-18s %6s  %s",
                seconds(), type, weight, event.path("sentence").asText()));
    }

    @Override
    public void status(JsonNode release, Visits visits) {
        if (!live) {
            return;
        }
        double percent = release.at("/targets/0/weight/desired").asDouble();
        int filled = (int) Math.round(percent * BAR / 100);
        String text = String.format(
                "%6.1fs  [%s%s] %s",
                seconds(),
                "█".repeat(filled),
                "·".repeat(BAR - filled),
                release.path("sentence").asText());
        out.print(CLEAR_LINE + (text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text));
        out.flush();
    }

    @Override
    public void summary(Map<String, Object> figures) {
        line("");
        figures.forEach((name, value) -> line(String.format("  %-24s %s", name, value)));
    }

    private void line(String text) {
        out.println((live ? CLEAR_LINE : "") + text);
        out.flush();
    }

    private double seconds() {
        return Duration.between(began, Instant.now()).toMillis() / 1000.0;
    }
}
