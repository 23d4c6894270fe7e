package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.util.Map;

/**
 * One run of the command line in this process.
 *
 * @param code its exit code
 */
record Run(int code, String out, String err) {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /** Without a terminal. */
    static Run of(String... args) {
        return of(Map.of(), "", args);
    }

    static Run of(Map<String, String> env, String input, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = terminal(out, err, input, false, env);
        int code = Main.run(terminal, args);
        return new Run(code, out.toString(), err.toString());
    }

    static Terminal terminal(
            StringWriter out, StringWriter err, String input, boolean interactive, Map<String, String> env) {
        return new Terminal(
                new PrintWriter(out),
                new PrintWriter(err),
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                interactive,
                env,
                ZONE);
    }
}
