package dev.sluice.traffic.embedded;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Optional;

/** What an answer's head must be like so that its end is beyond doubt and its fields can be sent on. */
final class AnswerFraming {

    private static final int LOWEST_STATUS = 100;
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;

    private AnswerFraming() {}

    /** What is wrong; empty for an answer that may be forwarded. */
    static Optional<String> fault(HttpResponse response, boolean isUpgradeAsked) {
        if (response.status().code() < LOWEST_STATUS) {
            return Optional.of("the status has no meaning");
        }
        if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS) && !isUpgradeAsked) {
            return Optional.of("a change of protocol was not asked for");
        }
        if (response.status().reasonPhrase().chars().anyMatch(AnswerFraming::isControl)) {
            return Optional.of("the reason has control characters");
        }
        return fields(response);
    }

    private static Optional<String> fields(HttpResponse response) {
        HttpHeaders headers = response.headers();
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        boolean isCodingKnown =
                codings.isEmpty() || (codings.size() == 1 && "chunked".equalsIgnoreCase(codings.getFirst()));
        if (!isCodingKnown || (!codings.isEmpty() && !HttpVersion.HTTP_1_1.equals(response.protocolVersion()))) {
            return Optional.of("the only Transfer-Encoding that is understood is chunked, once, in HTTP 1.1");
        }
        return headers.contains("") ? Optional.of("a header has no name") : Optional.empty();
    }

    private static boolean isControl(int character) {
        return (character < FIRST_PRINTABLE && character != '\t') || character == DELETE;
    }
}
