package dev.sluice.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What holds for every answer, whoever makes it: headers against misuse, and a size that bodies may not exceed. */
@ApplicationScoped
public class HttpHardening {

    /** A body has at most so many bytes. */
    public static final long MAX_BODY = 1_000_000;

    /** A refused body is read up to here, so that the client gets to read the answer. */
    private static final long DRAINED = 8_000_000;

    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'");

    void register(@Observes Filters filters) {
        filters.register(this::addHeaders, 200);
        filters.register(HttpHardening::refuseAmbiguous, 150);
        filters.register(this::limitBody, 100);
    }

    private void addHeaders(RoutingContext context) {
        HEADERS.forEach((name, value) -> context.response().putHeader(name, value));
        context.next();
    }

    /** What another reader could read otherwise: it is refused here, before anybody acts on one of the two. */
    private static void refuseAmbiguous(RoutingContext context) {
        Optional<String> wrong = wrong(context.request());
        if (wrong.isPresent()) {
            context.response().putHeader("Connection", "close");
            answer(context, ProblemCode.MALFORMED, wrong.get());
        } else {
            context.next();
        }
    }

    private static Optional<String> wrong(HttpServerRequest request) {
        return request.path() != null && request.path().indexOf(';') >= 0
                ? Optional.of("A path has no ; here; write it as %3B where it belongs to a name.")
                : Optional.empty();
    }

    private void limitBody(RoutingContext context) {
        long length = contentLength(context);
        if (length > DRAINED) {
            context.response().putHeader("Connection", "close");
            tooLarge(context);
        } else if (length > MAX_BODY) {
            context.request().endHandler(_ -> tooLarge(context)).resume();
        } else if (context.request().headers().contains("Transfer-Encoding")) {
            gather(context);
        } else {
            context.next();
        }
    }

    /** A body that doesn't say how long it is, is read before anybody acts on its beginning. */
    private static void gather(RoutingContext context) {
        Buffer body = Buffer.buffer();
        AtomicLong seen = new AtomicLong();
        context.request()
                .handler(chunk -> {
                    if (seen.addAndGet(chunk.length()) <= MAX_BODY) {
                        body.appendBuffer(chunk);
                    } else if (seen.get() > DRAINED) {
                        context.request().connection().close();
                    }
                })
                .endHandler(_ -> {
                    if (seen.get() > MAX_BODY) {
                        tooLarge(context);
                    } else {
                        ((RoutingContextInternal) context).setBody(body);
                        context.next();
                    }
                })
                .resume();
    }

    private static long contentLength(RoutingContext context) {
        String length = context.request().getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    private static void tooLarge(RoutingContext context) {
        answer(context, ProblemCode.TOO_LARGE, "a body has at most " + MAX_BODY + " bytes");
    }

    private static void answer(RoutingContext context, ProblemCode code, String detail) {
        String path = context.request().path();
        Problem problem = Problem.of(code, detail, path == null ? "/" : path, List.of());
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.JSON)
                .end(Json.encode(Map.of(
                        "type", problem.type(),
                        "title", problem.title(),
                        "status", problem.status(),
                        "detail", problem.detail(),
                        "instance", problem.instance(),
                        "code", problem.code(),
                        "errors", List.of())));
    }
}
