package dev.sluice.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Users of one service who ask 200 times a second, and when the candidate answered one of them last. */
final class CanaryUsers implements AutoCloseable {

    private static final Duration EVERY = Duration.ofMillis(5);

    private final Vertx vertx;
    private final HttpClient client;
    private final RequestOptions request;
    private final AtomicLong lastByCandidate = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private final long timer;

    CanaryUsers(Vertx vertx, URI router, String host) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(64));
        this.request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(router.getHost())
                .setPort(router.getPort())
                .putHeader("Host", host);
        this.timer = vertx.setPeriodic(EVERY.toMillis(), _ -> ask());
    }

    private void ask() {
        client.request(request)
                .compose(HttpClientRequest::send)
                .compose(HttpClientResponse::body)
                .onSuccess(body -> {
                    answers.incrementAndGet();
                    if (body.toString().equals(AbortBench.CANDIDATE)) {
                        lastByCandidate.set(System.nanoTime());
                    }
                });
    }

    boolean metTheCandidate() {
        return lastByCandidate.get() != 0;
    }

    /** By {@link System#nanoTime}. */
    long lastByCandidate() {
        return lastByCandidate.get();
    }

    long answers() {
        return answers.get();
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
        client.close().toCompletionStage().toCompletableFuture().join();
    }
}
