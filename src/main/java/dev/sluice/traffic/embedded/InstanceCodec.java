package dev.sluice.traffic.embedded;

import io.netty.channel.Channel;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.channel.nio.AbstractNioChannel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Reads and writes HTTP/1.1 on a connection to an instance, in place of Netty's client codec, which hands on whatever an
 * instance sends as the answer to whatever is asked next.
 *
 * <p>HTTP/1.1 has no name for a request, so an answer belongs to the request that is open when it arrives. What arrives
 * while none is open closes the connection, before another request is sent on it. One case remains that no client of
 * HTTP/1.1 can see: a surplus answer that is still on its way when the next request leaves. So an instance that has once
 * sent one gets each further request on a connection of its own ({@link Instance#isTrustedToKeep()}).
 */
final class InstanceCodec extends CombinedChannelDuplexHandler<AnswerDecoder, RequestEncoder> {

    private static final Logger LOG = Logger.getLogger(InstanceCodec.class);

    /** Vert.x's name for it in the pipeline, by which it is removed when the connection becomes a tunnel. */
    private static final String CODEC = "codec";

    private final Channel channel;

    private InstanceCodec(Channel channel, AnswerDecoder answers, RequestEncoder requests) {
        super(answers, requests);
        this.channel = channel;
    }

    /** Takes the place of Netty's codec on a new connection. What breaks it is told to whoever has asked on it. */
    static void install(HttpConnection connection, int maxHeaderBytes) {
        connection.exceptionHandler(failed -> LOG.debugf("A connection to an instance failed: %s", failed));
        Channel channel = ((ConnectionBase) connection).channel();
        AnswerDecoder answers = new AnswerDecoder(maxHeaderBytes, connection::close);
        channel.pipeline().replace(CODEC, CODEC, new InstanceCodec(channel, answers, new RequestEncoder(answers)));
    }

    static InstanceCodec of(HttpConnection connection) {
        return ((ConnectionBase) connection).channel().pipeline().get(InstanceCodec.class);
    }

    /**
     * Whether a request may be sent: nothing has come since the last answer, neither a byte nor the end. What lies in the
     * socket's buffer is read first, because the event loop may not have come to it yet. Called on the event loop.
     */
    boolean isReady() {
        if (isUsed() && channel.unsafe() instanceof AbstractNioChannel.NioUnsafe socket) {
            socket.read();
        }
        return channel.isActive() && inboundHandler().isIdle();
    }

    /** Whether a request has been sent on it. */
    boolean isUsed() {
        return inboundHandler().isUsed();
    }

    /** Whether the instance has not answered the last request with a single byte. */
    boolean isSilent() {
        return inboundHandler().isSilent();
    }

    /** Who is told when something comes that nobody asked for; the connection is not used again. */
    void onSurplus(Runnable listener) {
        inboundHandler().onSurplus(listener);
    }

    /** Who is told of interim answers (1xx but 100 and 101) to the next request. */
    void onInterim(Consumer<HttpResponse> listener) {
        inboundHandler().onInterim(listener);
    }

    /** Fields to be sent after the last chunk of the request's body. */
    void trailers(HttpHeaders trailers) {
        outboundHandler().trailers(trailers);
    }
}
