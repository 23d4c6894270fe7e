package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads what somebody else writes, and never more than was agreed. */
final class Input {

    private static final int LONGEST_LINE = 1_000;

    private Input() {}

    /** A line, without its end; what there is of it when the input ends. */
    static String line(InputStream in) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0 && next != '\n' && line.size() < LONGEST_LINE; next = in.read()) {
                line.write(next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toString(UTF_8).strip();
    }

    /**
     * All of it.
     *
     * @throws IOException also when there are more bytes
     */
    static byte[] all(InputStream in, int mostBytes) throws IOException {
        byte[] all = in.readNBytes(mostBytes + 1);
        if (all.length > mostBytes) {
            throw new IOException("has more than " + mostBytes / 1_000_000 + " MB");
        }
        return all;
    }
}
