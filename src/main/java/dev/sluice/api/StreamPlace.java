package dev.sluice.api;

import org.jspecify.annotations.Nullable;

/** A place in a stream of events, as clients send it back. */
final class StreamPlace {

    private StreamPlace() {}

    /** The number; 0 where nothing is sent. */
    static long parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return 0;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new Refused(ProblemCode.MALFORMED, "send back the id of the last event as it was given");
        }
    }
}
