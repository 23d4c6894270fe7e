package dev.sluice.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.jspecify.annotations.Nullable;

/**
 * Why a request can't be read.
 *
 * @param status of the answer, with its reason phrase from RFC 9110 or RFC 6585
 * @param detail a sentence for the client
 */
public record RequestFault(int status, String reason, String detail) {

    /** What a decoder threw means to the client. */
    public static RequestFault of(@Nullable Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ -> new RequestFault(414, "URI Too Long", "The URI is too long.");
            case TooLongHttpHeaderException _ ->
                new RequestFault(431, "Request Header Fields Too Large", "The headers are too long.");
            case MalformedRequestException malformed -> badRequest(malformed.detail());
            case null, default -> badRequest("This is not a request that can be read.");
        };
    }

    private static RequestFault badRequest(String detail) {
        return new RequestFault(400, "Bad Request", detail);
    }
}
