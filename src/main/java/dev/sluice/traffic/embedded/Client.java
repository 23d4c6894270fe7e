package dev.sluice.traffic.embedded;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking. What the request says of itself counts only when a trusted proxy brought it; then the last address of
 * {@code X-Forwarded-For} is the client, being the one which that proxy has seen.
 *
 * @param forwardedFor for the instance: the addresses on the way
 * @param scheme http or https
 * @param host as the client wrote it
 */
record Client(String address, String forwardedFor, String scheme, String host) {

    static Client of(HttpServerRequest request, TrustedProxies trusted) {
        SocketAddress remote = request.remoteAddress();
        String peer = remote.hostAddress();
        String host = text(request.getHeader("host"), "");
        String scheme = text(request.scheme(), "http");
        if (!trusted.trust(peer)) {
            return new Client(peer, peer, scheme, host);
        }
        String before = String.join(", ", request.headers().getAll("x-forwarded-for"));
        return new Client(
                before.isBlank()
                        ? peer
                        : before.substring(before.lastIndexOf(',') + 1).strip(),
                before.isBlank() ? peer : before + ", " + peer,
                "https".equals(request.getHeader("x-forwarded-proto")) ? "https" : scheme,
                text(request.getHeader("x-forwarded-host"), host));
    }

    private static String text(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    boolean isSecure() {
        return "https".equals(scheme);
    }
}
