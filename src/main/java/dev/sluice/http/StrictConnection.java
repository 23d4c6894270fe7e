package dev.sluice.http;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One connection from a client: before its first byte is read Vert.x's decoder is replaced by the strict one, what that
 * refuses is answered with a problem, and each head has {@value #HEAD_SECONDS} s from its first byte to its last.
 */
final class StrictConnection extends ChannelInboundHandlerAdapter {

    static final int HEAD_SECONDS = 10;

    /** Vert.x's name for it in the pipeline. */
    private static final String DECODER = "httpDecoder";

    private boolean isPrepared;
    private boolean isInHead = true;
    private Optional<ScheduledFuture<?>> limit = Optional.empty();

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        begin(context);
        super.channelActive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (!isPrepared) {
            isPrepared = true;
            if (!prepare(context)) {
                end();
                context.pipeline().remove(this);
            }
        } else if (isInHead && limit.isEmpty()) {
            begin(context);
        }
        super.channelRead(context, message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        end();
        super.channelInactive(context);
    }

    /**
     * The own router has a strict decoder and answers of its own. A server that also speaks another protocol, such as
     * HTTP/2 without TLS, decides only later which one it is: its connections are left as they are.
     *
     * @return whether requests are seen from now on
     */
    private boolean prepare(ChannelHandlerContext context) {
        ChannelHandler decoder = context.pipeline().get(DECODER);
        if (decoder instanceof StrictRequestDecoder) {
            context.pipeline().addAfter(DECODER, null, new Watch(false));
        } else if (decoder instanceof VertxHttpRequestDecoder) {
            HttpServerOptions options = new HttpServerOptions().setMaxHeaderSize(HeadLimit.bytes());
            context.pipeline().replace(DECODER, DECODER, new StrictRequestDecoder(options));
            context.pipeline().addAfter(DECODER, null, new Watch(true));
        } else {
            return false;
        }
        return true;
    }

    private void begin(ChannelHandlerContext context) {
        limit = Optional.of(
                context.executor().schedule(() -> context.close().isDone(), HEAD_SECONDS, TimeUnit.SECONDS));
    }

    private void end() {
        limit.ifPresent(running -> running.cancel(false));
        limit = Optional.empty();
    }

    /** Sees what was decoded. */
    private final class Watch extends ChannelInboundHandlerAdapter {

        private final boolean answersRefusals;
        private boolean isOver;

        Watch(boolean answersRefusals) {
            this.answersRefusals = answersRefusals;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            if (isOver) {
                ReferenceCountUtil.release(message);
                return;
            }
            if (message instanceof HttpRequest request) {
                isInHead = false;
                end();
                if (answersRefusals && request.decoderResult().isFailure()) {
                    isOver = true;
                    RefusedRequest.answer(context, request.decoderResult().cause());
                    ReferenceCountUtil.release(message);
                    return;
                }
            }
            if (message instanceof LastHttpContent) {
                isInHead = true;
            }
            super.channelRead(context, message);
        }
    }
}
