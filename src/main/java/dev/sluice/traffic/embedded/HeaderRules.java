package dev.sluice.traffic.embedded;

import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which headers cross the router, RFC 9110 section 7.6.1: those of one hop stay on it, among them the ones that
 * {@code Connection} names. What a client says about the way that it came is replaced by what the router knows.
 */
final class HeaderRules {

    /** {@code Expect} is answered here: the router asks for the body itself. */
    private static final Set<String> ONE_HOP = Set.of(
            "connection",
            "expect",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** Naming these in {@code Connection} would change what the message is, so it has no effect. */
    private static final Set<String> NEVER_OF_ONE_HOP =
            Set.of("content-length", "content-type", "cookie", "host", "set-cookie", "authorization");

    private static final Set<String> ABOUT_THE_WAY = Set.of("forwarded", "x-real-ip");
    private static final String FORWARDED = "x-forwarded-";

    private HeaderRules() {}

    static void copyRequest(MultiMap from, MultiMap to, Client client) {
        Set<String> dropped = oneHop(from);
        for (Map.Entry<String, String> header : from) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!dropped.contains(name) && !name.startsWith(FORWARDED) && !ABOUT_THE_WAY.contains(name)) {
                to.add(name, header.getValue());
            }
        }
        if (wantsTrailers(from)) {
            to.set("connection", "TE");
            to.set("te", "trailers");
        }
        to.set("x-forwarded-for", client.forwardedFor());
        to.set("x-forwarded-proto", client.scheme());
        to.set("x-forwarded-host", client.host());
    }

    static void copyResponse(MultiMap from, MultiMap to) {
        Set<String> dropped = oneHop(from);
        for (Map.Entry<String, String> header : from) {
            if (!dropped.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }

    /** Whether it is about the connection, the message as a whole or its sender, so that it has no place but in a head. */
    static boolean isOfHeads(String name) {
        return ONE_HOP.contains(name)
                || NEVER_OF_ONE_HOP.contains(name)
                || ABOUT_THE_WAY.contains(name)
                || name.startsWith(FORWARDED);
    }

    /**
     * RFC 9110 section 10.1.4: whoever wants trailers says so hop by hop, and the router hands them on. TE counts only
     * where Connection names it.
     */
    private static boolean wantsTrailers(MultiMap headers) {
        return headers.contains("te") && has(headers, "te", "trailers") && has(headers, "connection", "te");
    }

    /** Whether the connection is to be closed, also where {@code Connection} says more than that. */
    static boolean isLast(MultiMap headers) {
        return headers.contains("connection") && has(headers, "connection", "close");
    }

    /** Whether a list of words, RFC 9110 section 5.6.1, has this one in whatever case. */
    static boolean has(MultiMap headers, String name, String element) {
        return headers.getAll(name).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .anyMatch(some -> element.equalsIgnoreCase(some.strip()));
    }

    private static Set<String> oneHop(MultiMap headers) {
        List<String> connection = headers.getAll("connection");
        if (connection.isEmpty() || (connection.size() == 1 && isPlain(connection.getFirst()))) {
            return ONE_HOP;
        }
        Set<String> dropped = new HashSet<>(ONE_HOP);
        for (String value : connection) {
            for (String name : value.split(",", -1)) {
                dropped.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        dropped.removeAll(NEVER_OF_ONE_HOP);
        return dropped;
    }

    private static boolean isPlain(String connection) {
        return "keep-alive".equalsIgnoreCase(connection) || "close".equalsIgnoreCase(connection);
    }
}
