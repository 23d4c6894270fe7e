package dev.sluice.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Optional;

/**
 * What a request is addressed to, RFC 9112 section 3.2: a path, or a URL from a client that takes the router for a
 * forward proxy. Instances get the path either way.
 */
final class RequestTarget {

    private static final String ASTERISK = "*";

    private RequestTarget() {}

    /** What is wrong with the target or the host; empty for a request that can be routed. */
    static Optional<String> fault(HttpRequest request) {
        String host = request.headers().get(HttpHeaderNames.HOST);
        if (host != null && !host.isEmpty() && !isAuthority(host)) {
            return Optional.of("The Host header must be a host and may have a port.");
        }
        String target = request.uri();
        boolean isKnown = target.startsWith("/")
                || (ASTERISK.equals(target) && HttpMethod.OPTIONS.equals(request.method()))
                || (isUrl(target) && isAuthority(authority(target)));
        return isKnown
                ? Optional.empty()
                : Optional.of("The request target must be a path, or a URL of http or https.");
    }

    /** Makes a URL a path; its host is then the request's, whatever the Host header said (section 3.2.2). */
    static void toOriginForm(HttpRequest request) {
        String target = request.uri();
        if (!isUrl(target)) {
            return;
        }
        String authority = authority(target);
        String rest = target.substring(target.indexOf("//") + 2 + authority.length());
        boolean isWhole = rest.isEmpty() && HttpMethod.OPTIONS.equals(request.method());
        request.headers().set(HttpHeaderNames.HOST, authority);
        request.setUri(isWhole ? ASTERISK : rest.startsWith("/") ? rest : "/" + rest);
    }

    private static boolean isUrl(String target) {
        return target.regionMatches(true, 0, "http://", 0, 7) || target.regionMatches(true, 0, "https://", 0, 8);
    }

    /** With a name and password in it, it is none: they have no place in a request (RFC 9110 section 4.2.4). */
    private static boolean isAuthority(String text) {
        return !text.isEmpty() && text.charAt(0) != ':' && HostAndPort.parseAuthority(text, -1) != null;
    }

    private static String authority(String url) {
        int from = url.indexOf("//") + 2;
        int to = from;
        while (to < url.length() && "/?#".indexOf(url.charAt(to)) < 0) {
            to++;
        }
        return url.substring(from, to);
    }
}
