package dev.sluice.traffic.embedded;

import dev.sluice.release.ReleaseId;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import dev.sluice.traffic.Binding;
import dev.sluice.traffic.Traffic;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A router with real instances behind it, on loopback. */
final class Rig implements AutoCloseable {

    static final TargetId SHOP = new TargetId("shop", "eu");
    static final String SALT = "rel-7f3a";
    static final ReleaseId RELEASE = new ReleaseId("r-00000000000000000000000001");

    /** Tries the same version with the same salt again. */
    static final ReleaseId RETRY = new ReleaseId("r-00000000000000000000000002");

    static final Version V1 = new Version("1.0", "sha256:1");
    static final Version V2 = new Version("2.0", "sha256:2");
    static final String HOST = "127.0.0.1";

    final Vertx vertx = Vertx.vertx();
    final EmbeddedRouter router;
    final int port;
    private final List<RawInstance> raw = new CopyOnWriteArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Rig(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("version-header", "true"));
        all.putAll(settings);
        router = new EmbeddedRouter(vertx, RouterDefaults.with(all), Clock.systemUTC());
        port = router.start(0, HOST);
    }

    static Rig start() {
        return new Rig(Map.of());
    }

    static Rig start(Map<String, String> settings) {
        return new Rig(settings);
    }

    URI instance(Handler<HttpServerRequest> handler) {
        return instance(vertx.createHttpServer(new HttpServerOptions()).requestHandler(handler));
    }

    URI instance(HttpServer server) {
        HttpServer listening =
                server.listen(0, HOST).toCompletionStage().toCompletableFuture().join();
        return URI.create("http://" + HOST + ":" + listening.actualPort());
    }

    /** An instance that says its name. */
    URI naming(String name) {
        return instance(request -> request.response().end(name));
    }

    /** Takes connections, and closes each when a request comes. */
    URI breaking() {
        int port = vertx.createNetServer()
                .connectHandler(socket -> socket.handler(request -> socket.close()))
                .listen(0, HOST)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        return URI.create("http://" + HOST + ":" + port);
    }

    /** An instance that sends exactly the bytes that the script says; it goes with the rig. */
    RawInstance raw(RawInstance.Script script) throws IOException {
        RawInstance instance = new RawInstance(script);
        raw.add(instance);
        return instance;
    }

    /** Where nothing listens. */
    static URI deadInstance() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return URI.create("http://" + HOST + ":" + socket.getLocalPort());
        }
    }

    static Binding binding(StickyBy stickyBy) {
        return new HostBinding(List.of(), "/", stickyBy);
    }

    /** Only stable. */
    static Traffic stable(URI... endpoints) {
        return split(List.of(endpoints), List.of(), 0, 1);
    }

    static Traffic split(List<URI> stable, List<URI> candidate, int basisPoints, long generation) {
        return new Traffic(
                SHOP,
                binding(new StickyBy.Header("x-user")),
                Optional.of(new Traffic.Pool(V1, stable)),
                candidate.isEmpty() ? Optional.empty() : Optional.of(new Traffic.Pool(V2, candidate)),
                new Weight(basisPoints),
                SALT,
                Optional.of(RELEASE),
                1,
                generation);
    }

    static Traffic stickyBy(StickyBy stickyBy, Traffic traffic) {
        return new Traffic(
                traffic.target(),
                binding(stickyBy),
                traffic.stable(),
                traffic.candidate(),
                traffic.weight(),
                traffic.salt(),
                traffic.release(),
                traffic.epoch(),
                traffic.generation());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + port + path));
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        return http.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
        raw.forEach(RawInstance::close);
        router.stop(Duration.ofSeconds(2));
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
