package dev.sluice.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;

/** Reads server-sent events (WHATWG HTML, section 9.2.6), as far as the API uses them. */
final class EventReader {

    private final BufferedReader lines;

    EventReader(BufferedReader lines) {
        this.lines = lines;
    }

    /**
     * An event.
     *
     * @param id empty where it has none
     */
    record Sent(String id, String data) {}

    /** The next event that has data; empty when the stream ends, whatever was begun then. */
    Optional<Sent> next() throws IOException {
        String id = "";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && !data.isEmpty()) {
                return Optional.of(new Sent(id, data.toString()));
            }
            String value = line.substring(line.indexOf(':') + 1).stripLeading();
            if (line.startsWith("id:")) {
                id = value;
            } else if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(value);
            }
        }
        return Optional.empty();
    }
}
