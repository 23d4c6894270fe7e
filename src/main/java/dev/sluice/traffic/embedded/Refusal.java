package dev.sluice.traffic.embedded;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** An answer of the router itself, as problem+json (RFC 9457). */
record Refusal(int status, String title, String detail) {

    static Refusal noRoute(String host, String path) {
        return new Refusal(
                404, "No route", "This router has no target for host '" + host + "' and path '" + path + "'.");
    }

    static Refusal noVersion(String target) {
        return new Refusal(503, "No version", target + " has no stable version yet.");
    }

    static Refusal noInstance(String target, String version) {
        return new Refusal(
                503, "No instance", "No instance of " + target + " version " + version + " accepts connections.");
    }

    static Refusal broken(String target) {
        return new Refusal(502, "Bad gateway", "The instance of " + target + " broke off before it answered.");
    }

    static Refusal late(String target) {
        return new Refusal(504, "Gateway timeout", "The instance of " + target + " did not answer in time.");
    }

    static Refusal loop(String target) {
        return new Refusal(
                508, "Loop detected", "An instance of " + target + " has an address that leads to this router again.");
    }

    static Refusal malformed(int status, String detail) {
        return new Refusal(status, "Malformed request", detail);
    }

    /** Answers; the connection is closed where the request was not read to its end. */
    void answer(HttpServerRequest request, boolean close) {
        HttpServerResponse response = request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
        if (close) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        String body = new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .encode();
        response.end(body).onComplete(done -> {
            if (close) {
                request.connection().close();
            }
        });
    }
}
