package dev.sluice.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;

/**
 * One version of the sample shop: a real HTTP server on the loopback interface.
 *
 * <p>Every answer carries {@value #VERSION_HEADER}, so that a customer can tell it from an answer of something on the
 * way. {@code /metrics} and {@code /health} are not counted, never fail and are not slow.
 */
public final class Shop {

    public static final String VERSION_HEADER = "X-Shop-Version";

    private static final String LOOPBACK = "127.0.0.1";
    private static final double MEDIAN_MILLIS = 14;
    private static final double SPREAD = 0.3;
    private static final double SLOWEST_MILLIS = 80;

    private final Vertx vertx;
    private final String version;
    private final Behaviour behaviour;
    private final Random random;
    private final ShopMetrics metrics;
    private final ShopPages pages;
    private final HttpServer server;

    private Shop(Vertx vertx, String version, Behaviour behaviour, long seed) {
        this.vertx = vertx;
        this.version = version;
        this.behaviour = behaviour;
        this.random = new Random(seed);
        this.metrics = new ShopMetrics(version);
        this.pages = new ShopPages(version);
        this.server = vertx.createHttpServer().requestHandler(this::answer);
    }

    /** Opens a shop on a free port; the same version makes the same mistakes in every run. */
    public static Future<Shop> open(Vertx vertx, String version, Behaviour behaviour) {
        return open(vertx, version, behaviour, version.hashCode());
    }

    /** Opens a shop on a free port whose luck follows from {@code seed}. */
    public static Future<Shop> open(Vertx vertx, String version, Behaviour behaviour, long seed) {
        return new Shop(vertx, version, behaviour, seed).listen(0);
    }

    /** Opens a shop on this port; fails when it is taken. */
    static Future<Shop> openAt(Vertx vertx, int port, String version, Behaviour behaviour) {
        return new Shop(vertx, version, behaviour, version.hashCode()).listen(port);
    }

    private Future<Shop> listen(int port) {
        return server.listen(port, LOOPBACK).map(this);
    }

    /** Where it is open. */
    public URI url() {
        return URI.create("http://" + LOOPBACK + ":" + server.actualPort());
    }

    public String version() {
        return version;
    }

    /** Closes at once: who is being served is not served to the end. */
    public Future<Void> close() {
        return server.close();
    }

    private void answer(HttpServerRequest request) {
        // Without a path for a target that is none, as in OPTIONS *.
        String path = Objects.requireNonNullElse(request.path(), "*");
        switch (path) {
            case "/metrics" -> send(request, new ShopPages.Page(200, ShopMetrics.CONTENT_TYPE, metrics.page()));
            case "/health" -> send(request, ShopPages.healthy());
            default -> serve(request, path);
        }
    }

    private void serve(HttpServerRequest request, String path) {
        long began = System.nanoTime();
        boolean fails = random.nextDouble() < behaviour.errorShare();
        ShopPages.Page page = fails ? ShopPages.outOfOrder() : pages.of(request.method(), path);
        vertx.setTimer(thinkingMillis(), _ -> {
            metrics.served(page.status(), Duration.ofNanos(System.nanoTime() - began));
            send(request, page);
        });
    }

    /** Log-normal, as latencies of healthy services are, give or take. */
    private long thinkingMillis() {
        double usual = MEDIAN_MILLIS * Math.exp(SPREAD * random.nextGaussian());
        return Math.round(Math.min(usual, SLOWEST_MILLIS) * behaviour.slower())
                + behaviour.extraLatency().toMillis();
    }

    private void send(HttpServerRequest request, ShopPages.Page page) {
        if (request.response().closed()) {
            return;
        }
        request.response()
                .setStatusCode(page.status())
                .putHeader(VERSION_HEADER, version)
                .putHeader("Content-Type", page.type())
                .putHeader("Cache-Control", "no-store")
                .end(page.body());
    }
}
