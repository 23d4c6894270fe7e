package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be learned of the screen. */
final class Screen {

    private static final int USUAL_WIDTH = 80;
    private static final Pattern SIZE = Pattern.compile("\\d+ ([1-9]\\d{0,4})");

    private Screen() {}

    /** In columns. Java can't say, the system's {@code stty} can. */
    static int width(Terminal terminal) {
        Matcher columns = SIZE.matcher("0 " + terminal.env("COLUMNS"));
        return columns.matches() ? Integer.parseInt(columns.group(1)) : askSystem();
    }

    private static int askSystem() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Matcher size = SIZE.matcher(new String(stty.getInputStream().readAllBytes(), UTF_8).strip());
            return size.matches() ? Integer.parseInt(size.group(1)) : USUAL_WIDTH;
        } catch (IOException noStty) {
            return USUAL_WIDTH;
        }
    }
}
