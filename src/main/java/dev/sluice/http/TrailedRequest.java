package dev.sluice.http;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * A request that was decoded, with the trailers that came after its body. Vert.x 4 drops those of requests, but keeps
 * the head's decoder result.
 */
public final class TrailedRequest extends DecoderResult {

    private Optional<HttpHeaders> trailers = Optional.empty();

    TrailedRequest() {
        super(SIGNAL_SUCCESS);
    }

    void trailers(HttpHeaders fields) {
        trailers = Optional.of(fields);
    }

    /** The trailers of a request that has ended; none where it had none. */
    public static Optional<HttpHeaders> trailersOf(HttpServerRequest request) {
        return request.decoderResult() instanceof TrailedRequest trailed ? trailed.trailers : Optional.empty();
    }
}
