package dev.sluice.traffic.embedded;

import dev.sluice.traffic.embedded.Ending.Outcome;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Locale;
import java.util.Optional;

/**
 * One request's way: find its route, say which version it belongs to, connect to an instance, and count how it ended.
 *
 * <p>It is counted once, for the version that it was assigned to. A connection that failed makes it an error of that
 * version even where another instance, or stable, served the user in the end.
 */
final class Exchange implements Relay.Outcome {

    private final Vertx vertx;
    private final HttpClient http;
    private final Serving serving;
    private final HttpServerRequest inbound;
    private final Client client;
    private final Route route;
    private final VersionPool assigned;
    private final StickyKey key;
    private final Tries tries;
    private final long startNanos = System.nanoTime();
    private Optional<Relay> relay = Optional.empty();
    private boolean hasFailed;
    private boolean isOver;

    private Exchange(
            Vertx vertx,
            HttpClient http,
            Serving serving,
            HttpServerRequest inbound,
            Client client,
            Route route,
            StickyKey key,
            VersionPool assigned) {
        this.vertx = vertx;
        this.http = http;
        this.serving = serving;
        this.inbound = inbound;
        this.client = client;
        this.route = route;
        this.key = key;
        this.assigned = assigned;
        boolean isCandidate = route.candidate().filter(assigned::equals).isPresent();
        this.tries = new Tries(
                assigned,
                isCandidate ? route.stable() : Optional.empty(),
                serving.config().upstream().tries());
    }

    /** Serves a request. */
    static void begin(Vertx vertx, HttpClient http, Serving serving, HttpServerRequest inbound) {
        Client client = Client.of(inbound, serving.trusted());
        HostAndPort authority = inbound.authority();
        String host = authority == null ? "" : name(authority);
        String path = inbound.path() == null ? "/" : inbound.path();
        Optional<Route> found = serving.routing().table().find(host, path);
        if (found.isEmpty()) {
            Refusal.noRoute(host, path).answer(inbound, Relay.hasBody(inbound));
            return;
        }
        Route route = found.get();
        if (Loop.isIn(inbound.headers(), route.traffic().target())) {
            Refusal.loop(route.traffic().target().toString()).answer(inbound, Relay.hasBody(inbound));
            return;
        }
        StickyKey key = StickyKey.of(
                route.binding().stickyBy(), route.bucketing(), inbound, client.address(), client.isSecure());
        Optional<VersionPool> lane = route.sendsToCandidate(key) ? route.candidate() : route.stable();
        if (lane.isEmpty()) {
            Refusal.noVersion(route.traffic().target().toString()).answer(inbound, Relay.hasBody(inbound));
            return;
        }
        new Exchange(vertx, http, serving, inbound, client, route, key, lane.get()).start();
    }

    /** As bindings write it: lower case, without the final dot that makes a name absolute (RFC 1034 section 3.1). */
    private static String name(HostAndPort authority) {
        String host = authority.host().toLowerCase(Locale.ROOT);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private void start() {
        serving.inFlight().getAndIncrement();
        assigned.tally().begin();
        inbound.response().closeHandler(closed -> giveUp());
        if (Relay.hasBody(inbound)) {
            inbound.pause();
            inbound.exceptionHandler(this::bodyFailed);
        }
        connectToNext();
    }

    private void bodyFailed(Throwable cause) {
        boolean isMalformed = !isOver && !(cause instanceof HttpClosedException);
        giveUp();
        if (isMalformed && !inbound.response().headWritten()) {
            Refusal.malformed(400, "The body is not what its head says.").answer(inbound, true);
            // Vert.x closes the connection right after this handler, and what isn't flushed by then is lost.
            ((ConnectionBase) inbound.connection()).channel().flush();
        }
    }

    private void giveUp() {
        end(hasFailed ? Outcome.ERROR : isStreamOfEvents() ? Outcome.SERVED : Outcome.ABANDONED, false);
        relay.ifPresent(Relay::cancel);
    }

    /** Such a stream ends when its reader leaves. */
    private boolean isStreamOfEvents() {
        String type = inbound.response().headers().get(HttpHeaders.CONTENT_TYPE);
        return inbound.response().headWritten() && type != null && type.startsWith("text/event-stream");
    }

    private void connectToNext() {
        tries.next(serving.clock().millis()).ifPresentOrElse(this::connectTo, () -> {
            hasFailed = true;
            refuse(Refusal.noInstance(
                    route.traffic().target().toString(), tries.lane().version().label()));
        });
    }

    private void connectTo(Instance instance) {
        RequestOptions options = new RequestOptions()
                .setMethod(inbound.method())
                .setServer(instance.address())
                .setHost(instance.address().host())
                .setPort(instance.address().port())
                .setSsl(instance.isSecure())
                .setURI(instance.uri(inbound.uri()))
                .setConnectTimeout(serving.config().upstream().connectTimeout().toMillis());
        instance.begin();
        http.request(options).onSuccess(outbound -> send(instance, outbound)).onFailure(refused -> {
            instance.end();
            instance.failed(serving.clock().millis());
            hasFailed = true;
            if (!isOver) {
                connectToNext();
            }
        });
    }

    private void send(Instance instance, HttpClientRequest outbound) {
        // Failures come through the response; without a handler Vert.x would log each of them as an error.
        outbound.exceptionHandler(failed -> {});
        if (isOver) {
            instance.end();
            outbound.reset();
            return;
        }
        InstanceCodec codec = InstanceCodec.of(outbound.connection());
        codec.onSurplus(instance::sentSurplus);
        if (!codec.isReady() || (codec.isUsed() && !instance.isTrustedToKeep())) {
            connectAnew(instance, outbound);
            return;
        }
        Relay begun = new Relay(vertx, serving.config(), inbound, outbound, instance, extras(), this);
        relay = Optional.of(begun);
        begun.start(client, route.traffic().target());
    }

    /** The pool gave a connection that the instance has closed or spoilt meanwhile; nothing has been sent on it. */
    private void connectAnew(Instance instance, HttpClientRequest outbound) {
        instance.end();
        outbound.connection().close();
        outbound.reset();
        // The pool hears of the end before that.
        vertx.runOnContext(later -> {
            if (!isOver) {
                connectTo(instance);
            }
        });
    }

    private Relay.Extras extras() {
        Optional<String> version = serving.config().versionHeader()
                ? Optional.of(tries.lane().version().label())
                : Optional.empty();
        return new Relay.Extras(
                key.newCookie(), version, serving.isClosing(), serving.clock().instant());
    }

    @Override
    public void answered(Instance instance, int status) {
        instance.end();
        instance.succeeded();
        end(hasFailed ? Outcome.ERROR : Outcome.ofStatus(status), true);
    }

    @Override
    public void broken(Instance instance, Relay.Break how) {
        instance.end();
        if (isOver) {
            return;
        }
        if (how == Relay.Break.UNHEARD) {
            connectTo(instance);
            return;
        }
        instance.failed(serving.clock().millis());
        hasFailed = true;
        String target = route.traffic().target().toString();
        if (how == Relay.Break.IN_ANSWER) {
            end(Outcome.ERROR, true);
            inbound.connection().close();
        } else {
            refuse(how == Relay.Break.TOO_LATE ? Refusal.late(target) : Refusal.broken(target));
        }
    }

    @Override
    public void clientLeft(Instance instance) {
        instance.end();
    }

    private void refuse(Refusal refusal) {
        end(Outcome.ERROR, true);
        refusal.answer(inbound, Relay.hasBody(inbound));
    }

    private void end(Outcome outcome, boolean isAnswered) {
        if (isOver) {
            return;
        }
        isOver = true;
        serving.inFlight().getAndDecrement();
        boolean isStable = route.stable().filter(assigned::equals).isPresent();
        assigned.tally()
                .end(
                        Math.floorDiv(serving.clock().millis(), 1000L),
                        new Ending(
                                outcome,
                                isAnswered,
                                isStable ? key.slice() : Ending.NO_SLICE,
                                key.user(),
                                System.nanoTime() - startNanos));
    }
}
