package dev.sluice.traffic.embedded;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Writes requests with the target's bytes as they were read, and with trailers, for which Vert.x 4 has no call. */
final class RequestEncoder extends HttpRequestEncoder {

    private final AnswerDecoder answers;
    private Optional<HttpHeaders> trailers = Optional.empty();

    RequestEncoder(AnswerDecoder answers) {
        this.answers = answers;
    }

    void trailers(HttpHeaders fields) {
        trailers = Optional.of(fields);
    }

    @Override
    protected void encode(ChannelHandlerContext context, Object message, List<Object> out) throws Exception {
        if (message instanceof HttpRequest request) {
            answers.expect(request);
        }
        super.encode(context, withTrailers(message), out);
    }

    private Object withTrailers(Object message) {
        if (trailers.isEmpty() || message instanceof HttpRequest || !(message instanceof LastHttpContent last)) {
            return message;
        }
        LastHttpContent end = new DefaultLastHttpContent(last.content());
        end.trailingHeaders().add(trailers.get());
        trailers = Optional.empty();
        return end;
    }

    /** As the decoder reads a byte into each character, this writes a character as a byte; Netty writes UTF-8. */
    @Override
    protected void encodeInitialLine(ByteBuf line, HttpRequest request) {
        line.writeCharSequence(request.method().name(), StandardCharsets.US_ASCII);
        line.writeByte(' ');
        line.writeCharSequence(request.uri(), StandardCharsets.ISO_8859_1);
        line.writeByte(' ');
        line.writeCharSequence(request.protocolVersion().text(), StandardCharsets.US_ASCII);
        line.writeByte('\r').writeByte('\n');
    }
}
