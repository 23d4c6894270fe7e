package dev.sluice.traffic.embedded;

import dev.sluice.http.ChunkSizes;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpHeadersFactory;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the one final answer of each request. Interim answers (RFC 9110 section 15.2) go to a listener and are not the
 * end of anything. The end of an answer is handed on when the socket has been read empty, because the connection may be
 * used again from then on: what came behind the end by then makes it the last answer of its connection.
 */
final class AnswerDecoder extends HttpResponseDecoder {

    private enum Phase {
        /** Nothing is asked, so nothing may come. */
        IDLE,
        ASKED,
        /** The end of the answer has been read and not been handed on. */
        ANSWERED,
        /** No HTTP any more, or nothing any more. */
        OVER
    }

    /** Vert.x's headers refuse names and values with characters that RFC 9110 section 5 doesn't allow. */
    private static final HttpHeadersFactory STRICT = new HttpHeadersFactory() {
        @Override
        public HttpHeaders newHeaders() {
            return HeadersMultiMap.httpHeaders();
        }

        @Override
        public HttpHeaders newEmptyHeaders() {
            return HeadersMultiMap.httpHeaders();
        }
    };

    private final Runnable closeConnection;
    private Runnable surplus = () -> {};
    private final ChunkSizes chunks = new ChunkSizes();
    private Consumer<HttpResponse> interim = ignored -> {};
    private Phase phase = Phase.IDLE;
    private boolean isUsed;
    private boolean isSilent;
    private boolean isHeadAsked;
    private boolean isUpgradeAsked;
    private boolean isInterim;
    private boolean isChunked;
    private boolean isLast;
    private Optional<HttpHeaders> headers = Optional.empty();
    private Optional<LastHttpContent> end = Optional.empty();

    /**
     * A decoder of a new connection.
     *
     * @param closeConnection takes the connection out of its pool, too
     */
    AnswerDecoder(int maxHeaderBytes, Runnable closeConnection) {
        super(new HttpDecoderConfig()
                .setMaxHeaderSize(maxHeaderBytes)
                .setHeadersFactory(STRICT)
                .setTrailersFactory(STRICT));
        this.closeConnection = closeConnection;
    }

    boolean isIdle() {
        return phase == Phase.IDLE;
    }

    boolean isUsed() {
        return isUsed;
    }

    /** Whether nothing has come since the last request, not even a byte. */
    boolean isSilent() {
        return isSilent;
    }

    void onSurplus(Runnable listener) {
        surplus = listener;
    }

    void onInterim(Consumer<HttpResponse> listener) {
        interim = listener;
    }

    /** The next answer is this request's. */
    void expect(HttpRequest request) {
        phase = Phase.ASKED;
        isUsed = true;
        isSilent = true;
        isHeadAsked = HttpMethod.HEAD.equals(request.method());
        isUpgradeAsked = request.headers().contains(HttpHeaderNames.UPGRADE);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        switch (phase) {
            case IDLE -> {
                in.skipBytes(in.readableBytes());
                phase = Phase.OVER;
                surplus.run();
                closeConnection.run();
            }
            case ASKED -> {
                isSilent = false;
                decodeAnswer(context, in, out);
            }
            case ANSWERED -> {
                in.skipBytes(in.readableBytes());
                surplus.run();
                isLast = true;
            }
            case OVER -> super.decode(context, in, out);
        }
    }

    private void decodeAnswer(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        int from = in.readerIndex();
        int decodedBefore = out.size();
        super.decode(context, in, out);
        boolean hasWrongChunks = isChunked && chunks.areWrongIn(in, from, in.readerIndex());
        for (int i = decodedBefore; i < out.size(); ) {
            HttpObject decoded = (HttpObject) out.get(i);
            if (hasWrongChunks) {
                fail(decoded, "a chunk size is wrong");
            }
            if (isForVertx(decoded)) {
                i++;
            } else {
                out.remove(i);
            }
        }
    }

    /** Whether it is handed on now. */
    private boolean isForVertx(HttpObject decoded) {
        if (decoded instanceof HttpResponse response) {
            begin(response);
        }
        if (decoded.decoderResult().isFailure()) {
            phase = Phase.OVER;
            return true;
        }
        if (isInterim) {
            isInterim = !(decoded instanceof LastHttpContent);
            return false;
        }
        if (phase == Phase.ASKED && decoded instanceof LastHttpContent last) {
            phase = Phase.ANSWERED;
            end = Optional.of(last);
            return false;
        }
        return true;
    }

    private void begin(HttpResponse response) {
        if (response.decoderResult().isSuccess()) {
            AnswerFraming.fault(response, isUpgradeAsked).ifPresent(detail -> fail(response, detail));
        }
        if (response.decoderResult().isFailure()) {
            return;
        }
        if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            phase = Phase.OVER;
        } else if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            isInterim = true;
            interim.accept(response);
        } else {
            headers = Optional.of(response.headers());
            isLast = !HttpUtil.isKeepAlive(response);
            isChunked = HttpUtil.isTransferEncodingChunked(response);
            chunks.begin();
        }
    }

    private static void fail(HttpObject decoded, String detail) {
        decoded.setDecoderResult(DecoderResult.failure(new MalformedAnswerException(detail)));
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        boolean isFinal = ((HttpResponse) message).status().codeClass() != HttpStatusClass.INFORMATIONAL;
        return (isFinal && isHeadAsked) || super.isContentAlwaysEmpty(message);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new MalformedAnswerException("Content-Length and Transfer-Encoding exclude each other");
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        handOnEnd(context);
        super.channelReadComplete(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        handOnEnd(context);
        super.channelInactive(context);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) throws Exception {
        end.ifPresent(ReferenceCountUtil::release);
        super.handlerRemoved0(context);
    }

    private void handOnEnd(ChannelHandlerContext context) {
        end.ifPresent(last -> {
            end = Optional.empty();
            // The next request may be written while Vert.x hears of the end.
            phase = Phase.IDLE;
            if (isLast) {
                // Vert.x looks at it now, and understands nothing but this one word.
                headers.ifPresent(some -> some.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE));
            }
            context.fireChannelRead(last);
        });
    }
}
