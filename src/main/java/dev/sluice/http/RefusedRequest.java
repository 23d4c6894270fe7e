package dev.sluice.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.nio.charset.StandardCharsets;

/** Answers a request that can't be read with a problem (RFC 9457) and ends its connection, on which nothing is sure. */
final class RefusedRequest {

    private RefusedRequest() {}

    static void answer(ChannelHandlerContext context, Throwable cause) {
        String answer = switch (cause) {
            case TooLongHttpLineException _ -> answer("414 URI Too Long", "The URI is too long.");
            case TooLongHttpHeaderException _ ->
                answer("431 Request Header Fields Too Large", "The headers are too long.");
            case MalformedRequestException malformed -> answer("400 Bad Request", malformed.detail());
            default -> answer("400 Bad Request", "This is not a request that can be read.");
        };
        // Below the encoder, which would want to know the request that this answers.
        context.pipeline()
                .firstContext()
                .writeAndFlush(Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private static String answer(String status, String detail) {
        String body = "{\"type\":\"urn:sluice:problem:malformed\",\"title\":\"The request can't be read\",\"status\":"
                + status.substring(0, 3) + ",\"detail\":\"" + detail + "\",\"code\":\"malformed\",\"errors\":[]}";
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/problem+json\r\nCache-Control: no-store\r\n"
                + "X-Content-Type-Options: nosniff\r\nConnection: close\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }
}
