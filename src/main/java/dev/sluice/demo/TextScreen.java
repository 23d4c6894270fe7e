package dev.sluice.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** For people: events as lines that stay, and on a terminal below them one line that shows how things stand. */
final class TextScreen implements Screen {

    private static final int LONGEST_BAR = 20;
    private static final int SHORTEST_BAR = 5;
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintWriter out;
    private final Look look;
    private final Supplier<Duration> elapsed;

    /**
     * What the screen can show.
     *
     * @param width in columns, at least 1
     * @param live whether a line can be drawn over
     * @param colours whether text can be coloured
     */
    record Look(int width, boolean live, boolean colours) {}

    /**
     * A screen.
     *
     * @param elapsed time since the demo began
     */
    TextScreen(PrintWriter out, Look look, Supplier<Duration> elapsed) {
        this.out = out;
        this.look = look;
        this.elapsed = elapsed;
    }

    @Override
    public void say(String sentence) {
        line(Style.PLAIN, "");
        sentence.lines().forEach(part -> wrapped(Style.BOLD, "", part));
    }

    @Override
    public void event(JsonNode event) {
        String type = event.path("type").asText();
        if (type.equals("target.inForce")) {
            return;
        }
        String weight = event.path("weight").isNumber() ? event.path("weight").asText() + " %" : "";
        String head = String.format(Locale.ROOT, "%6.1fs  %-16s %6s  ", seconds(), type, weight);
        wrapped(Style.of(event), head, event.path("sentence").asText());
    }

    @Override
    public void status(JsonNode release, Visits visits) {
        if (!look.live()) {
            return;
        }
        double percent = release.at("/targets/0/weight/desired").asDouble();
        String time = String.format(Locale.ROOT, "%6.1fs  ", seconds());
        String counts = String.format(
                Locale.ROOT,
                " %3.0f %%, %d requests answered, %d dropped",
                percent,
                visits.answered(),
                visits.dropped());
        // Many terminals break the line when its last column is written, so that one stays free.
        int width = look.width() - 1;
        int bar = Math.clamp(width - time.length() - counts.length() - 2L, SHORTEST_BAR, LONGEST_BAR);
        int filled = (int) Math.round(percent * bar / 100);
        String line = time + "[" + "█".repeat(filled) + "·".repeat(bar - filled) + "]" + counts;
        out.print(CLEAR_LINE + Lines.cut(line, width));
        out.flush();
    }

    @Override
    public void summary(DemoResult result) {
        line(Style.PLAIN, "");
        Style style = result.asPromised() ? Style.GOOD : Style.BAD;
        result.sentences().forEach(sentence -> wrapped(style, "", sentence));
    }

    private void wrapped(Style style, String head, String text) {
        Lines.wrapped(head, text, look.width()).forEach(part -> line(style, part));
    }

    private void line(Style style, String text) {
        out.println((look.live() ? CLEAR_LINE : "") + (look.colours() ? style.of(text) : text));
        out.flush();
    }

    private double seconds() {
        return elapsed.get().toMillis() / 1000.0;
    }
}
