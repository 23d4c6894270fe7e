package dev.sluice.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The story for people, on 80 columns: events as lines, below them one line that shows how things stand. */
final class Terminal implements Screen {

    private static final int BAR = 20;
    private static final int WIDTH = 80;
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
        line("");
        sentence.lines().forEach(part -> wrapped("", part).forEach(this::line));
    }

    @Override
    public void event(JsonNode event) {
        String type = event.path("type").asText();
        if (type.equals("target.inForce")) {
            return;
        }
        String weight = event.path("weight").isNumber() ? event.path("weight").asText() + " %" : "";
        String head = String.format(Locale.ROOT, "%6.1fs  %-16s %6s  ", seconds(), type, weight);
        wrapped(head, event.path("sentence").asText()).forEach(this::line);
    }

    /** Text behind a head in lines of at most 80, the later ones below the first; an indented text stays as it is. */
    static List<String> wrapped(String head, String text) {
        if (text.startsWith(" ") || head.length() + text.length() <= WIDTH) {
            return List.of(head + text);
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(head);
        int empty = head.length();
        for (String word : text.strip().split("\\s+", -1)) {
            if (line.length() > empty && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(empty));
            }
            line.append(line.length() > empty ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    @Override
    public void status(JsonNode release, Visits visits) {
        if (!live) {
            return;
        }
        double percent = release.at("/targets/0/weight/desired").asDouble();
        int filled = (int) Math.round(percent * BAR / 100);
        out.print(CLEAR_LINE
                + String.format(
                        Locale.ROOT,
                        "%6.1fs  [%s%s] %3.0f %%, %d requests answered, %d dropped",
                        seconds(),
                        "█".repeat(filled),
                        "·".repeat(BAR - filled),
                        percent,
                        visits.answered(),
                        visits.dropped()));
        out.flush();
    }

    @Override
    public void summary(Map<String, Object> figures) {
        line("");
        for (String sentence : Summary.of(figures)) {
            wrapped("", sentence).forEach(this::line);
        }
    }

    private void line(String text) {
        out.println((live ? CLEAR_LINE : "") + text);
        out.flush();
    }

    private double seconds() {
        return Duration.between(began, Instant.now()).toMillis() / 1000.0;
    }
}
