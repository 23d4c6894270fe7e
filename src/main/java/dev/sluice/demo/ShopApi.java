package dev.sluice.demo;

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
import java.util.List;
import java.util.Map;

/** What the demo asks of Sluice, over the same API as everybody. */
final class ShopApi implements AutoCloseable {

    private static final int FIRST_ERROR = 400;

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;

    ShopApi(URI base) {
        this.base = base;
    }

    /** The shop's service, target and plan. */
    void describe() {
        put("/v1/environments/demo", Map.of());
        put("/v1/strategies/demo", DemoPlan.STRATEGY);
        put("/v1/services/shop", Map.of("strategy", "demo", "owners", List.of("team-shop")));
        put("/v1/services/shop/targets/here", DemoPlan.TARGET);
    }

    /** Releases a version and answers the release's id. */
    String release(Shop shop) {
        Map<String, Object> version = Map.of(
                "label", shop.version(),
                "digest", "demo:" + shop.version(),
                "endpoints", List.of(shop.url().toString()));
        return send("POST", "/v1/releases", Map.of("service", "shop", "environment", "demo", "version", version))
                .path("id")
                .asText();
    }

    JsonNode get(String path) {
        return send("GET", path, Map.of());
    }

    private void put(String path, Object body) {
        send("PUT", path, body);
    }

    private JsonNode send(String method, String path, Object body) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(base.resolve(path)).header("Content-Type", "application/json");
            HttpRequest made = method.equals("GET")
                    ? request.GET().build()
                    : request.method(method, BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)))
                            .build();
            HttpResponse<byte[]> answer = http.send(made, BodyHandlers.ofByteArray());
            JsonNode json = mapper.readTree(answer.body());
            if (answer.statusCode() >= FIRST_ERROR) {
                throw new IllegalStateException(
                        method + " " + path + ": " + json.path("detail").asText());
            }
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopping);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
