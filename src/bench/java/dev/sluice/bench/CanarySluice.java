package dev.sluice.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** The packaged Sluice over a given database, with services whose canaries stand at a fifth of the traffic. */
final class CanarySluice implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI api;
    private final URI router;

    private CanarySluice(Process process, JsonNode ready) {
        this.process = process;
        this.api = URI.create(ready.path("api").asText());
        this.router = URI.create(ready.path("router").asText());
    }

    static CanarySluice start(String databaseUrl, Path data) throws IOException {
        Process process = PackagedSluice.serve(
                        data,
                        List.of(),
                        "--port=0",
                        "--router-port=0",
                        "--management-port=0",
                        "--database-url=" + databaseUrl)
                .redirectError(data.resolveSibling("sluice.log").toFile())
                .start();
        String ready = process.inputReader().readLine();
        if (ready == null) {
            throw new IllegalStateException("Sluice did not start; see " + data.resolveSibling("sluice.log"));
        }
        return new CanarySluice(process, JSON.readTree(ready));
    }

    URI router() {
        return router;
    }

    /** A service, released once: named like its host. */
    String open(String service, URI stable) {
        send("PUT", "/v1/environments/bench", Map.of());
        send(
                "PUT",
                "/v1/strategies/fifth",
                Map.of("type", "canary", "steps", List.of(Map.of("weight", 20, "hold", "2h"), Map.of("weight", 100))));
        send("PUT", "/v1/services/" + service, Map.of("strategy", "fifth"));
        Object traffic = Map.of("hosts", List.of(service), "stickyBy", Map.of("random", true));
        send("PUT", "/v1/services/" + service + "/targets/here", Map.of("environment", "bench", "traffic", traffic));
        return release(service, "1", stable);
    }

    String release(String service, String label, URI instance) {
        Object version =
                Map.of("label", label, "digest", service + ":" + label, "endpoints", List.of(instance.toString()));
        Map<String, Object> body = Map.of("service", service, "environment", "bench", "version", version);
        return json(send("POST", "/v1/releases", body)).path("id").asText();
    }

    /** Waits until a release is as it should be. */
    void await(String release, Predicate<JsonNode> condition) {
        long until = System.nanoTime() + LIMIT.toNanos();
        JsonNode seen = JSON.createObjectNode();
        while (System.nanoTime() < until) {
            seen = json(send("GET", "/v1/releases/" + release, Map.of()));
            if (condition.test(seen)) {
                return;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        throw new IllegalStateException("not in " + LIMIT + ": " + seen);
    }

    /** Aborts a release; answers the status. */
    int abort(String release) {
        return send("POST", "/v1/releases/" + release + "/commands", Map.of("type", "abort"))
                .statusCode();
    }

    private HttpResponse<String> send(String method, String path, Object body) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(api.resolve(path)).header("Content-Type", "application/json");
            HttpRequest made = method.equals("GET")
                    ? request.GET().build()
                    : request.method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                            .build();
            return http.send(made, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        process.onExit().join();
    }
}
