package dev.sluice.traffic.embedded;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All instances that some route needs, each checked once an interval however many routes share it. */
final class Fleet {

    private static final int BAD_REQUEST = 400;
    private static final long NOT_STARTED = -1;

    private final Map<URI, Instance> instances = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final RouterConfig.Health health;
    private final NetClient tcp;
    private final HttpClient http;
    private long timer = NOT_STARTED;

    Fleet(Vertx vertx, RouterConfig.Health health) {
        this.vertx = vertx;
        this.health = health;
        int timeout = Math.toIntExact(health.timeout().toMillis());
        this.tcp = vertx.createNetClient(new NetClientOptions().setConnectTimeout(timeout));
        this.http = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(timeout).setKeepAlive(false));
    }

    void start() {
        timer = vertx.setPeriodic(health.interval().toMillis(), id -> checkAll());
    }

    void stop() {
        if (timer != NOT_STARTED) {
            vertx.cancelTimer(timer);
        }
        tcp.close();
        http.close();
    }

    /** The instance at a base URL; the same one as before, with its history, while any route has it. */
    Instance instance(URI base) {
        return instances.computeIfAbsent(base, url -> new Instance(url, health));
    }

    void retain(Set<Instance> used) {
        instances.values().retainAll(used);
    }

    private void checkAll() {
        instances.values().forEach(instance -> check(instance).onComplete(done -> instance.checked(done.succeeded())));
    }

    private Future<Void> check(Instance instance) {
        return health.path().map(path -> get(instance, path)).orElseGet(() -> connect(instance));
    }

    private Future<Void> connect(Instance instance) {
        return tcp.connect(instance.address()).compose(socket -> socket.close());
    }

    private Future<Void> get(Instance instance, String path) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setServer(instance.address())
                .setHost(instance.address().host())
                .setPort(instance.address().port())
                .setSsl(instance.isSecure())
                .setURI(instance.uri(path))
                .setTimeout(health.timeout().toMillis());
        return http.request(options).compose(HttpClientRequest::send).compose(answer -> {
            answer.request().reset();
            return answer.statusCode() < BAD_REQUEST
                    ? Future.succeededFuture()
                    : Future.failedFuture("answered " + answer.statusCode());
        });
    }
}
