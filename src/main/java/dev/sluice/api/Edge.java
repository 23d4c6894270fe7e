package dev.sluice.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;

/** What holds for every answer, whoever makes it: headers against misuse, and a size that bodies may not exceed. */
@ApplicationScoped
public class Edge {

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
        filters.register(this::limitBody, 100);
    }

    private void addHeaders(RoutingContext context) {
        HEADERS.forEach((name, value) -> context.response().putHeader(name, value));
        context.next();
    }

    private void limitBody(RoutingContext context) {
        long length = contentLength(context);
        if (length <= MAX_BODY) {
            context.next();
        } else if (length > DRAINED) {
            context.response().putHeader("Connection", "close");
            tooLarge(context);
        } else {
            context.request().endHandler(_ -> tooLarge(context)).resume();
        }
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
        Problem problem = Problem.of(
                ProblemCode.TOO_LARGE,
                "a body has at most " + MAX_BODY + " bytes",
                context.normalizedPath(),
                List.of());
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
