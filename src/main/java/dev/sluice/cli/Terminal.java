package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * Where a program that people start reads and writes.
 *
 * @param interactive whether a person sits in front of it
 * @param env environment variables
 * @param zone in which times are shown
 */
public record Terminal(
        PrintWriter out, PrintWriter err, InputStream in, boolean interactive, Map<String, String> env, ZoneId zone) {

    /** Always UTF-8: in the C locale Java would turn every dash and bar into a question mark. */
    // The compiler's check is of JDK 22 to 24; since 25 there is no console without a terminal again.
    @SuppressWarnings("SystemConsoleNull")
    public static Terminal ofProcess() {
        return new Terminal(
                new PrintWriter(System.out, false, UTF_8),
                new PrintWriter(System.err, true, UTF_8),
                System.in,
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent(),
                System.getenv(),
                ZoneId.systemDefault());
    }

    /** The variable, or an empty text. */
    String env(String name) {
        return env.getOrDefault(name, "");
    }

    /** Whether the cursor can be moved, so that a line can be drawn over. */
    public boolean live() {
        return interactive && !env("TERM").equals("dumb");
    }

    /** Whether text may be coloured; see no-color.org. */
    public boolean colour() {
        return live() && env("NO_COLOR").isEmpty();
    }

    /** In columns; 80 where the system doesn't know. */
    public int width() {
        return Screen.width(this);
    }

    /** Asks a question that only a clear yes answers with yes. */
    boolean agrees(String question) {
        out.print(question + " [y/N] ");
        out.flush();
        String answer = Input.line(in);
        return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    }
}
