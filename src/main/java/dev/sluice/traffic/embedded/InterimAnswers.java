package dev.sluice.traffic.embedded;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.headers.HeadersAdaptor;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import io.vertx.core.net.impl.ConnectionBase;

/** Hands on what an instance says before its answer, such as 103: RFC 9110 section 15.2. */
final class InterimAnswers {

    private InterimAnswers() {}

    /** HTTP/1.0 has no interim answers; and the router itself asks for bodies, so 100 is for nobody behind it. */
    static void forward(HttpResponse interim, HttpServerRequest inbound) {
        if (inbound.version() != HttpVersion.HTTP_1_1 || interim.status().equals(HttpResponseStatus.CONTINUE)) {
            return;
        }
        HeadersMultiMap fields = HeadersMultiMap.httpHeaders();
        HeaderRules.copyResponse(new HeadersAdaptor(interim.headers()), fields);
        ((ConnectionBase) inbound.connection())
                .writeToChannel(new DefaultFullHttpResponse(
                        interim.protocolVersion(),
                        interim.status(),
                        Unpooled.EMPTY_BUFFER,
                        fields,
                        EmptyHttpHeaders.INSTANCE));
    }
}
