package dev.sluice.traffic.embedded;

import dev.sluice.http.TrailedRequest;
import dev.sluice.release.TargetId;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import io.vertx.core.net.NetSocket;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Carries one request to an instance and its answer back, without keeping either. */
final class Relay {

    private static final long NO_TIMER = -1;

    /** Told once how it went. */
    interface Outcome {
        void answered(Instance instance, int status);

        void broken(Instance instance, Break how);

        void clientLeft(Instance instance);
    }

    /** How an instance failed to answer. */
    enum Break {
        /**
         * It closed a kept connection without a byte of an answer, most likely before it saw the request, and the request
         * changes nothing: it may be sent again (RFC 9110 section 9.2.2, RFC 9112 section 9.3.1).
         */
        UNHEARD,
        BEFORE_ANSWER,
        TOO_LATE,
        /** The client has seen a part of the answer. */
        IN_ANSWER
    }

    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE);

    /** What the router adds to an answer. */
    record Extras(Optional<StickyCookie> newCookie, Optional<String> version, boolean closesConnection, Instant now) {}

    private final Vertx vertx;
    private final RouterConfig config;
    private final HttpServerRequest inbound;
    private final HttpClientRequest outbound;
    private final Instance instance;
    private final Extras extras;
    private final Outcome outcome;
    private final InstanceCodec codec;
    private final boolean isConnectionKept;
    private long timer = NO_TIMER;
    private boolean isDone;

    Relay(
            Vertx vertx,
            RouterConfig config,
            HttpServerRequest inbound,
            HttpClientRequest outbound,
            Instance instance,
            Extras extras,
            Outcome outcome) {
        this.vertx = vertx;
        this.config = config;
        this.inbound = inbound;
        this.outbound = outbound;
        this.instance = instance;
        this.extras = extras;
        this.outcome = outcome;
        this.codec = InstanceCodec.of(outbound.connection());
        this.isConnectionKept = codec.isUsed();
    }

    static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) : !"0".equals(length);
    }

    void start(Client client, TargetId target) {
        HeaderRules.copyRequest(inbound.headers(), outbound.headers(), client);
        Loop.note(outbound.headers(), target);
        if (!instance.isTrustedToKeep()) {
            outbound.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        codec.onInterim(this::forwardInterim);
        outbound.response().onSuccess(this::answer).onFailure(broken -> fail(Break.BEFORE_ANSWER));
        if (Tunnel.isWanted(inbound)) {
            Tunnel.putUpgrade(outbound.headers());
            outbound.connect();
            waitForAnswer();
        } else if (hasBody(inbound)) {
            sendBody();
        } else {
            outbound.end();
            waitForAnswer();
        }
    }

    private void sendBody() {
        boolean isChunked = !inbound.headers().contains(HttpHeaders.CONTENT_LENGTH);
        outbound.setChunked(isChunked);
        if (isChunked) {
            Trailers.copyAnnouncement(inbound.headers(), outbound.headers());
        }
        Pump.connect(inbound, outbound);
        inbound.endHandler(ended -> {
            TrailedRequest.trailersOf(inbound).ifPresent(this::sendTrailers);
            outbound.end();
            waitForAnswer();
        });
        inbound.resume();
    }

    private void sendTrailers(io.netty.handler.codec.http.HttpHeaders received) {
        HeadersMultiMap trailers = HeadersMultiMap.httpHeaders();
        Trailers.copy(received, trailers);
        codec.trailers(trailers);
    }

    private void waitForAnswer() {
        if (!isDone && !inbound.response().headWritten()) {
            timer = vertx.setTimer(config.upstream().responseTimeout().toMillis(), late -> fail(Break.TOO_LATE));
        }
    }

    private void forwardInterim(HttpResponse interim) {
        if (!isDone) {
            InterimAnswers.forward(interim, inbound);
        }
    }

    private void answer(HttpClientResponse answer) {
        vertx.cancelTimer(timer);
        // Without a handler Vert.x would log it as an error, with its stack.
        answer.exceptionHandler(broken -> fail(Break.BEFORE_ANSWER));
        if (isDone) {
            return;
        }
        HttpServerResponse response = inbound.response();
        response.setStatusCode(answer.statusCode()).setStatusMessage(answer.statusMessage());
        HeaderRules.copyResponse(answer.headers(), response.headers());
        extras.newCookie().ifPresent(cookie -> cookie.putOn(answer.statusCode(), response.headers(), extras.now()));
        extras.version().ifPresent(version -> response.putHeader("X-Sluice-Version", version));
        if (answer.statusCode() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
            tunnel(answer);
        } else {
            relayBody(answer, response);
        }
    }

    private void tunnel(HttpClientResponse answer) {
        isDone = true;
        Tunnel.putUpgrade(inbound.response().headers());
        // The instance may speak first, before there is anybody to pass it on to.
        NetSocket upstream = answer.netSocket().pause();
        inbound.toNetSocket().onSuccess(client -> Tunnel.join(client, upstream)).onFailure(left -> outbound.reset());
        outcome.answered(instance, answer.statusCode());
    }

    private void relayBody(HttpClientResponse answer, HttpServerResponse response) {
        boolean isLengthKnown = answer.headers().contains(HttpHeaders.CONTENT_LENGTH);
        boolean closes = extras.closesConnection()
                || HeaderRules.isLast(inbound.headers())
                || (!isLengthKnown && inbound.version() == HttpVersion.HTTP_1_0);
        if (closes) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        if (!isLengthKnown && mayHaveBody(answer)) {
            response.setChunked(true);
            Trailers.copyAnnouncement(answer.headers(), response.headers());
        }
        Pump.connect(answer, response);
        answer.endHandler(ended -> {
            if (!isDone && response.isChunked()) {
                Trailers.copy(answer.trailers(), response.trailers());
            }
            finish(answer.statusCode(), response, closes);
        });
        // What came with the head is written in one piece with it; otherwise the head goes alone, and now.
        vertx.runOnContext(read -> {
            if (!isDone && !response.headWritten() && mayHaveBody(answer)) {
                response.write(Buffer.buffer());
            }
        });
    }

    private boolean mayHaveBody(HttpClientResponse answer) {
        return !HttpMethod.HEAD.equals(inbound.method())
                && answer.statusCode() != HttpResponseStatus.NO_CONTENT.code()
                && answer.statusCode() != HttpResponseStatus.NOT_MODIFIED.code();
    }

    private void finish(int status, HttpServerResponse response, boolean closes) {
        if (isDone) {
            return;
        }
        isDone = true;
        outcome.answered(instance, status);
        if (!inbound.isEnded()) {
            outbound.reset();
        }
        response.end().onComplete(sent -> {
            if (closes || !inbound.isEnded()) {
                inbound.connection().close();
            }
        });
    }

    private void fail(Break how) {
        if (isDone) {
            return;
        }
        isDone = true;
        vertx.cancelTimer(timer);
        outbound.reset();
        boolean isAnswerBegun = inbound.response().headWritten();
        outcome.broken(
                instance,
                isAnswerBegun ? Break.IN_ANSWER : how == Break.BEFORE_ANSWER && isUnheard() ? Break.UNHEARD : how);
    }

    private boolean isUnheard() {
        return isConnectionKept && codec.isSilent() && SAFE.contains(inbound.method()) && !hasBody(inbound);
    }

    /** The client has left: the instance need not go on. */
    void cancel() {
        if (isDone) {
            return;
        }
        isDone = true;
        vertx.cancelTimer(timer);
        outbound.reset();
        outcome.clientLeft(instance);
    }
}
