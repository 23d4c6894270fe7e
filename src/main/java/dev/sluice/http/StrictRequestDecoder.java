package dev.sluice.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import java.util.List;
import java.util.Optional;

/**
 * Refuses requests about whose end two HTTP implementations could disagree, instead of repairing them as Netty does (it
 * drops a {@code Content-Length} beside {@code Transfer-Encoding}, takes an unknown coding for no body, and joins
 * folded lines, and wraps chunk sizes around). After the first such request nothing that comes on the connection is read any more.
 */
public final class StrictRequestDecoder extends VertxHttpRequestDecoder {

    private static final byte DELETE = 0x7f;

    private final FoldedLines folded = new FoldedLines();
    private final ChunkSizes chunks = new ChunkSizes();
    private TrailedRequest trailed = new TrailedRequest();
    private boolean isInHead = true;
    private boolean isChunked;
    private boolean hasWrongChunks;
    private boolean isFolded;
    private boolean isRefused;

    /** A decoder of a new connection, with the limits of these options. */
    public StrictRequestDecoder(HttpServerOptions options) {
        super(options);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new MalformedRequestException("Content-Length and Transfer-Encoding exclude each other.");
    }

    /**
     * The target, between one space and another: Netty takes other blanks for spaces, and doesn't mind what is in the
     * target, so that instances would get other bytes than came.
     */
    @Override
    protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
        boolean isBetweenSpaces = start >= 2
                && isSpaceThenWord(line, start - 1)
                && !isBlank(line[start - 2])
                && isSpaceThenWord(line, start + length);
        for (int i = start; isBetweenSpaces && i < start + length; i++) {
            isBetweenSpaces = !isBlank(line[i]);
        }
        if (!isBetweenSpaces) {
            throw new MalformedRequestException("The request line is a method, a target and a version.");
        }
        return super.splitSecondWordInitialLine(line, start, length);
    }

    private static boolean isSpaceThenWord(byte[] line, int at) {
        return at + 1 < line.length && line[at] == ' ' && !isBlank(line[at + 1]);
    }

    private static boolean isBlank(byte character) {
        return (character >= 0 && character <= ' ') || character == DELETE;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (isRefused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        int from = in.readerIndex();
        int decodedBefore = out.size();
        super.decode(context, in, out);
        if (isInHead) {
            isFolded |= folded.isIn(in, from, in.readerIndex());
        } else if (isChunked) {
            isFolded |= chunks.isInTrailers() && folded.isIn(in, from, in.readerIndex());
            hasWrongChunks |= chunks.areWrongIn(in, from, in.readerIndex());
        }
        for (int i = decodedBefore; i < out.size(); i++) {
            if (out.get(i) instanceof HttpObject decoded) {
                check(decoded);
            }
        }
    }

    private void check(HttpObject decoded) {
        if (decoded instanceof HttpRequest request) {
            isInHead = false;
            isChunked = HttpUtil.isTransferEncodingChunked(request);
            chunks.begin();
            checkHead(request);
        }
        if (hasWrongChunks) {
            decoded.setDecoderResult(DecoderResult.failure(new MalformedRequestException("A chunk size is wrong.")));
        }
        if (decoded instanceof LastHttpContent last) {
            takeTrailers(last);
            isInHead = true;
            isFolded = false;
            folded.begin();
        }
        isRefused |= decoded.decoderResult().isFailure();
    }

    private void takeTrailers(LastHttpContent last) {
        if (last.decoderResult().isFailure() || last.trailingHeaders().isEmpty()) {
            return;
        }
        HeadersMultiMap trailers = HeadersMultiMap.httpHeaders();
        try {
            trailers.add(last.trailingHeaders());
        } catch (IllegalArgumentException invalid) {
            refuseTrailers(last);
            return;
        }
        if (isFolded || trailers.contains("")) {
            refuseTrailers(last);
        } else {
            trailed.trailers(trailers);
        }
    }

    private static void refuseTrailers(LastHttpContent last) {
        last.setDecoderResult(DecoderResult.failure(new MalformedRequestException("A trailer is wrong.")));
    }

    private void checkHead(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return;
        }
        if (isFolded) {
            refuse(request, "A header must not go on in the next line.");
        }
        Optional<String> fault = RequestFraming.fault(request);
        if (fault.isPresent()) {
            refuse(request, fault.get());
        } else if (!isFolded) {
            RequestTarget.toOriginForm(request);
            trailed = new TrailedRequest();
            request.setDecoderResult(trailed);
        }
    }

    private static void refuse(HttpRequest request, String detail) {
        request.setDecoderResult(DecoderResult.failure(new MalformedRequestException(detail)));
    }
}
