package dev.sluice.traffic.embedded;

import dev.sluice.http.RequestFault;
import dev.sluice.http.StrictRequestDecoder;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One event loop that serves: its part of the clients and its own connections to the instances. */
final class ProxyVerticle extends AbstractVerticle {

    /** Vert.x's name for it in the pipeline. */
    private static final String DECODER = "httpDecoder";

    private final Serving serving;
    private final int port;
    private final String host;
    private final CompletableFuture<Integer> actualPort;

    /**
     * A loop that will listen.
     *
     * @param port negative for a free one, shared by all that name the same number
     * @param actualPort told when it listens
     */
    ProxyVerticle(Serving serving, int port, String host, CompletableFuture<Integer> actualPort) {
        this.serving = serving;
        this.port = port;
        this.host = host;
        this.actualPort = actualPort;
    }

    @Override
    public void start(Promise<Void> started) {
        HttpServerOptions options = serverOptions(serving.config().limits());
        HttpClient http = vertx.httpClientBuilder()
                .with(clientOptions())
                .with(poolOptions())
                .withConnectHandler(instance -> InstanceCodec.install(
                        instance, serving.config().limits().maxHeaderBytes()))
                .build();
        HttpServer server = vertx.createHttpServer(options)
                .connectionHandler(connection -> accept(connection, options))
                .invalidRequestHandler(ProxyVerticle::refuse)
                .requestHandler(request -> Exchange.begin(vertx, http, serving, request));
        server.listen(port, host)
                .onSuccess(listening -> {
                    actualPort.complete(listening.actualPort());
                    started.complete();
                })
                .onFailure(started::fail);
    }

    private void accept(HttpConnection connection, HttpServerOptions options) {
        int open = serving.connections().incrementAndGet();
        connection.closeHandler(closed -> serving.connections().getAndDecrement());
        if (open > serving.config().limits().maxConnections() || serving.isClosing()) {
            connection.close();
            return;
        }
        ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
        pipeline.replace(DECODER, DECODER, new StrictRequestDecoder(options));
    }

    private static void refuse(HttpServerRequest request) {
        RequestFault fault = RequestFault.of(request.decoderResult().cause());
        Refusal.malformed(fault.status(), fault.detail()).answer(request, true);
    }

    private static HttpServerOptions serverOptions(RouterConfig.Limits limits) {
        return new HttpServerOptions()
                .setMaxInitialLineLength(limits.maxUriBytes())
                .setMaxHeaderSize(limits.maxHeaderBytes())
                .setIdleTimeout(Math.toIntExact(limits.clientIdle().toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setTcpNoDelay(true)
                .setReuseAddress(true);
    }

    private HttpClientOptions clientOptions() {
        RouterConfig.Upstream upstream = serving.config().upstream();
        return new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(upstream.connectTimeout().toMillis()))
                .setKeepAlive(true)
                .setKeepAliveTimeout(Math.toIntExact(upstream.keepAlive().toSeconds()))
                .setIdleTimeout(Math.toIntExact(upstream.idle().toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxHeaderSize(serving.config().limits().maxHeaderBytes())
                .setDecompressionSupported(false)
                .setTcpNoDelay(true);
    }

    private PoolOptions poolOptions() {
        return new PoolOptions().setHttp1MaxSize(serving.config().upstream().maxConnections());
    }
}
