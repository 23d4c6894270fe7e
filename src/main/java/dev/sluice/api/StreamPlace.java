package dev.sluice.api;

import org.jspecify.annotations.Nullable;

/** A place in a stream of events, as clients send it back. */
final class StreamPlace {

    private StreamPlace() {}

    /** The place in a {@code Last-Event-ID} header; 0 where nothing is sent. */
    static long ofHeader(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return 0;
        }
        if (!isPlace(text)) {
            throw new Refused(ProblemCode.MALFORMED, "Last-Event-ID must be the id of an event as it was given");
        }
        return Long.parseLong(text);
    }

    /** The place that a page begins behind. */
    static long of(Paging paging) {
        String token = paging.after(StreamPlace::isPlace);
        return token.isEmpty() ? 0 : Long.parseLong(token);
    }

    private static boolean isPlace(String text) {
        return text.matches("\\d{1,18}");
    }
}
