package dev.sluice.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A closed loop of clients on one event loop, each of which asks again as soon as it was answered. */
final class Load {

    private static final int MAX_REQUESTS = 4_000_000;
    private static final int OK = 200;

    /** A request that takes longer has failed; without a limit a lost one would stop the run. */
    private static final long PATIENCE_MILLIS = 5_000;

    /** What came of it. */
    record Result(long requests, long failed, double seconds, double p50Millis, double p99Millis) {

        double perSecond() {
            return requests / seconds;
        }

        Result faster(Result other) {
            return perSecond() >= other.perSecond() ? this : other;
        }
    }

    private final Vertx vertx;
    private final HttpClient client;
    private final RequestOptions request;
    private final int clients;

    Load(Vertx vertx, String host, int port, int clients) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(2 * clients));
        this.request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(host)
                .setPort(port)
                .setTimeout(PATIENCE_MILLIS);
        this.clients = clients;
    }

    Result run(Duration duration) {
        return runWhile(() -> {
            long end = System.nanoTime() + duration.toNanos();
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
        });
    }

    Result runWhile(Runnable work) {
        Loop loop = new Loop(clients);
        long begun = System.nanoTime();
        vertx.runOnContext(started -> {
            for (int i = 0; i < clients; i++) {
                loop.ask();
            }
        });
        work.run();
        loop.stop();
        double seconds = (System.nanoTime() - begun) / 1e9;
        return loop.result(seconds);
    }

    private final class Loop {
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicLong failed = new AtomicLong();
        private final int[] nanos = new int[MAX_REQUESTS];
        private final CountDownLatch running;
        private volatile boolean isStopping;

        Loop(int clients) {
            this.running = new CountDownLatch(clients);
        }

        void ask() {
            long begun = System.nanoTime();
            client.request(request)
                    .compose(HttpClientRequest::send)
                    .compose(answer -> answer.body().map(body -> answer))
                    .map(HttpClientResponse::statusCode)
                    .onComplete(status -> {
                        int at = next.getAndIncrement();
                        nanos[at % MAX_REQUESTS] = (int) Math.min(System.nanoTime() - begun, Integer.MAX_VALUE);
                        if (status.failed() || status.result() != OK) {
                            failed.getAndIncrement();
                        }
                        if (isStopping) {
                            running.countDown();
                        } else {
                            ask();
                        }
                    });
        }

        void stop() {
            isStopping = true;
            try {
                running.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        Result result(double seconds) {
            int[] sorted = Arrays.copyOf(nanos, Math.min(next.get(), MAX_REQUESTS));
            Arrays.sort(sorted);
            return new Result(
                    next.get(), failed.get(), seconds, quantileMillis(sorted, 0.5), quantileMillis(sorted, 0.99));
        }
    }

    private static double quantileMillis(int[] sortedNanos, double quantile) {
        return sortedNanos.length == 0 ? Double.NaN : sortedNanos[(int) (quantile * sortedNanos.length)] / 1e6;
    }
}
