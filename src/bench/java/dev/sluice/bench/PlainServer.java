package dev.sluice.bench;

import io.vertx.core.Vertx;
import java.net.URI;

/** An instance of a version that answers every request in the same way. */
public final class PlainServer {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int FINE = 200;

    private PlainServer() {}

    /** Opens one on a free port that answers with this text; it ends with {@code vertx}. */
    static URI saying(Vertx vertx, String text) {
        return open(vertx, FINE, text);
    }

    /**
     * Opens one on a free port; it ends with {@code vertx}.
     *
     * @param status of every answer
     */
    public static URI answering(Vertx vertx, int status) {
        return open(vertx, status, "yes");
    }

    private static URI open(Vertx vertx, int status, String text) {
        int port = vertx.createHttpServer()
                .requestHandler(
                        request -> request.response().setStatusCode(status).end(text))
                .listen(0, LOOPBACK)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        return URI.create("http://" + LOOPBACK + ":" + port);
    }
}
