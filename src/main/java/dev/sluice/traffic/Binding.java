package dev.sluice.traffic;

import java.util.List;

/**
 * Which requests are the target's, and what makes a user the same user.
 *
 * @param hosts by Host header without port, lower case, without a final dot; empty, or {@link #EVERY_HOST} among them,
 *     means every host
 * @param pathPrefix {@code /} or {@code /shop}; the longest prefix wins
 */
public record Binding(List<String> hosts, String pathPrefix, StickyBy stickyBy) {

    /** Stands for every host that no other target has. */
    public static final String EVERY_HOST = "*";

    public boolean meansEveryHost() {
        return hosts.isEmpty() || hosts.contains(EVERY_HOST);
    }

    /** Where the key comes from whose hash says which version a request gets. */
    public sealed interface StickyBy {

        /**
         * A cookie. One whose name begins with {@code sluice} is the router's own, any other the application's; where that
         * is missing, the router sets one of its own.
         */
        record Cookie(String name) implements StickyBy {}

        /** A request header; a request without it goes to stable. */
        record Header(String name) implements StickyBy {}

        record ClientAddress() implements StickyBy {}

        /** Not sticky: each request is drawn anew. */
        record Random() implements StickyBy {}
    }
}
