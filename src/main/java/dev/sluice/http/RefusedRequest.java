package dev.sluice.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;

/** Answers a request that can't be read with a problem (RFC 9457) and ends its connection, on which nothing is sure. */
final class RefusedRequest {

    private RefusedRequest() {}

    static void answer(ChannelHandlerContext context, Throwable cause) {
        // Below the encoder, which would want to know the request that this answers.
        context.writeAndFlush(Unpooled.copiedBuffer(answer(RequestFault.of(cause)), StandardCharsets.US_ASCII))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private static String answer(RequestFault fault) {
        String body = "{\"type\":\"urn:sluice:problem:malformed\",\"title\":\"The request can't be read\",\"status\":"
                + fault.status() + ",\"detail\":\"" + fault.detail() + "\",\"code\":\"malformed\",\"errors\":[]}";
        return "HTTP/1.1 " + fault.status() + " " + fault.reason()
                + "\r\nContent-Type: application/problem+json\r\nCache-Control: no-store\r\n"
                + "X-Content-Type-Options: nosniff\r\nConnection: close\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }
}
