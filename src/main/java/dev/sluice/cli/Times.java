package dev.sluice.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Shows the API's times in the user's zone. */
record Times(ZoneId zone) {

    // With the offset and not the zone's name: names take a tenth of a second to load.
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /** {@code 2026-11-20 12:30:05 +01:00}; a dash for none. */
    String full(String time) {
        return shown(FULL, time);
    }

    /** {@code 12:30:05}. */
    String clock(String time) {
        return shown(CLOCK, time);
    }

    private String shown(DateTimeFormatter format, String time) {
        return parse(time).map(instant -> format.format(instant.atZone(zone))).orElse(time.isEmpty() ? "-" : time);
    }

    private static Optional<Instant> parse(String time) {
        try {
            return Optional.of(Instant.parse(time));
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }
}
