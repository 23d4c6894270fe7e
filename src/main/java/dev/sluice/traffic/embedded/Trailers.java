package dev.sluice.traffic.embedded;

import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Fields behind a body in chunks, RFC 9110 section 6.5. They stay there: none becomes a header. */
final class Trailers {

    private static final String ANNOUNCEMENT = "trailer";

    /** What says how the message is to be read, whom it is for or who sent it comes too late there: section 6.5.1. */
    private static final Set<String> ONLY_OF_HEADS = Set.of(
            "age",
            "authentication-info",
            "cache-control",
            "content-encoding",
            "content-location",
            "content-range",
            "date",
            "expires",
            "if-match",
            "if-modified-since",
            "if-none-match",
            "if-range",
            "if-unmodified-since",
            "location",
            "max-forwards",
            "pragma",
            "range",
            "retry-after",
            "vary",
            "www-authenticate");

    private Trailers() {}

    static void copy(Iterable<Map.Entry<String, String>> from, MultiMap to) {
        for (Map.Entry<String, String> field : from) {
            String name = field.getKey().toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !ONLY_OF_HEADS.contains(name) && !HeaderRules.isOfHeads(name)) {
                to.add(field.getKey(), field.getValue());
            }
        }
    }

    /** Says which are to come, for a message whose body stays in chunks. */
    static void copyAnnouncement(MultiMap from, MultiMap to) {
        from.getAll(ANNOUNCEMENT).forEach(names -> to.add(ANNOUNCEMENT, names));
    }
}
