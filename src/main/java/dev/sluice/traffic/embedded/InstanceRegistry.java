package dev.sluice.traffic.embedded;

import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** All instances that some route needs, each checked once an interval however many routes share it. */
final class InstanceRegistry {

    private static final Logger LOG = Logger.getLogger(InstanceRegistry.class);
    private static final int BAD_REQUEST = 400;
    private static final long NOT_STARTED = -1;

    private final Map<URI, Instance> instances = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final RouterConfig.Health health;
    private final NetClient tcp;
    private final HttpClient http;
    private volatile long timer = NOT_STARTED;
    private volatile Runnable listener = () -> {};

    InstanceRegistry(Vertx vertx, RouterConfig.Health health) {
        this.vertx = vertx;
        this.health = health;
        int timeout = Math.toIntExact(health.timeout().toMillis());
        this.tcp = vertx.createNetClient(new NetClientOptions().setConnectTimeout(timeout));
        this.http = vertx.httpClientBuilder()
                .with(new HttpClientOptions().setConnectTimeout(timeout).setKeepAlive(false))
                .withConnectHandler(
                        instance -> InstanceCodec.install(instance, HttpClientOptions.DEFAULT_MAX_HEADER_SIZE))
                .build();
    }

    void start() {
        timer = vertx.setPeriodic(health.interval().toMillis(), id -> checkAll());
        checkAll();
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
        Instance present = instances.get(base);
        if (present != null) {
            return present;
        }
        Instance made = new Instance(base, health);
        Instance kept = instances.putIfAbsent(base, made);
        if (kept != null) {
            return kept;
        }
        // A release waits for it: at once, not when the interval is over.
        if (timer != NOT_STARTED) {
            check(made);
        }
        return made;
    }

    /** Who wants to know that an instance's health changed. */
    void onChange(Runnable listener) {
        this.listener = listener;
    }

    void retain(Set<Instance> used) {
        instances.values().retainAll(used);
    }

    private void checkAll() {
        instances.values().forEach(this::check);
    }

    /** Over a connection of its own: one that is open already says nothing of an instance that takes no new ones. */
    private void check(Instance instance) {
        ask(instance).onComplete(done -> {
            if (instance.checked(Optional.ofNullable(done.cause()).map(this::words))) {
                listener.run();
            }
        });
    }

    private String words(Throwable failure) {
        return switch (failure) {
            case ConnectTimeoutException _ -> timeout();
            case TimeoutException _ -> timeout();
            case ConnectException _ -> "connection refused";
            case UnknownHostException _ -> "unknown host";
            default ->
                Optional.ofNullable(failure.getMessage())
                        .map(message -> message.lines().findFirst().orElse(""))
                        .filter(message -> !message.isBlank())
                        .orElse("no answer");
        };
    }

    private String timeout() {
        return "no answer within " + health.timeout().toMillis() + " ms";
    }

    private Future<Void> ask(Instance instance) {
        return health.path().map(path -> get(instance, path)).orElseGet(() -> connect(instance));
    }

    private Future<Void> connect(Instance instance) {
        return tcp.connect(instance.address())
                .compose(socket -> socket.exceptionHandler(
                                reset -> LOG.debugf("%s broke off a check: %s", instance.base(), reset))
                        .close());
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
            // The status is all that is asked for; without a handler Vert.x would log the reset as an error.
            answer.exceptionHandler(reset -> {});
            answer.request().reset();
            return answer.statusCode() < BAD_REQUEST
                    ? Future.succeededFuture()
                    : Future.failedFuture("answered " + answer.statusCode());
        });
    }
}
