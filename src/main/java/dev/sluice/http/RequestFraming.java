package dev.sluice.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Optional;

/** What a request's head must be like so that every server on the way reads the same request in it. */
final class RequestFraming {

    private RequestFraming() {}

    /** What is wrong; empty for a request that may be forwarded. */
    static Optional<String> fault(HttpRequest request) {
        HttpHeaders headers = request.headers();
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.isEmpty()) {
            if (codings.size() > 1 || !"chunked".equalsIgnoreCase(codings.getFirst())) {
                return Optional.of("The only Transfer-Encoding that is understood here is chunked, once.");
            }
            if (!HttpVersion.HTTP_1_1.equals(request.protocolVersion())) {
                return Optional.of("Transfer-Encoding needs version 1.1 of HTTP.");
            }
            if (headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
                return Optional.of("Content-Length and Transfer-Encoding exclude each other.");
            }
        }
        if (!isVersionKnown(request.protocolVersion())) {
            return Optional.of("HTTP 1.1 and 1.0 are understood here.");
        }
        if (headers.contains("")) {
            return Optional.of("A header has no name.");
        }
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1 || (hosts.isEmpty() && HttpVersion.HTTP_1_1.equals(request.protocolVersion()))) {
            return Optional.of("Exactly one Host header is needed.");
        }
        return RequestTarget.fault(request);
    }

    private static boolean isVersionKnown(HttpVersion version) {
        return HttpVersion.HTTP_1_1.equals(version) || HttpVersion.HTTP_1_0.equals(version);
    }
}
