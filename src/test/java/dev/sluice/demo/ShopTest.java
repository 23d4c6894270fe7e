package dev.sluice.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sample shop")
class ShopTest {

    private static final int CROWD = 200;
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Behaviour FLAWLESS = new Behaviour(0, Duration.ZERO);

    @AfterAll
    static void close() {
        CLIENT.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void names_its_version_on_the_page_and_in_a_header() throws Exception {
        HttpResponse<String> home = get(open("1.0", FLAWLESS), "/");
        assertThat(home.statusCode()).isEqualTo(200);
        assertThat(home.body()).contains("<strong>1.0</strong>");
        assertThat(home.headers().firstValue("X-Shop-Version")).contains("1.0");
    }

    @Test
    void sells() throws Exception {
        Shop shop = open("1.0", FLAWLESS);
        assertThat(get(shop, "/api/products").body()).contains("teapot");
        assertThat(CLIENT.send(
                                request(shop, "/api/cart")
                                        .POST(BodyPublishers.ofString("{}"))
                                        .build(),
                                BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(201);
        assertThat(get(shop, "/api/cart").statusCode()).isEqualTo(405);
        assertThat(get(shop, "/nowhere").statusCode()).isEqualTo(404);
        assertThat(get(shop, "/health").body()).contains("UP");
    }

    @Test
    void of_the_bad_version_fails_and_is_slow() throws Exception {
        Shop shop = open("1.2", Behaviour.BAD);
        long began = System.nanoTime();
        List<Integer> statuses = statuses(shop, 2000);
        assertThat(errors(statuses)).isBetween(60L, 140L);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(150));
    }

    @Test
    void of_a_good_version_fails_rarely_and_the_same_in_each_run() throws Exception {
        long errors = errors(statuses(open("1.1", Behaviour.GOOD), 2000));
        assertThat(errors).isBetween(1L, 10L);
        assertThat(errors(statuses(open("1.1", Behaviour.GOOD), 2000))).isEqualTo(errors);
    }

    @Test
    void shows_prometheus_what_it_was_asked() throws Exception {
        Shop shop = open("1.2", new Behaviour(0.5, Duration.ofMillis(150)));
        List<Integer> statuses = statuses(shop, CROWD);
        assertThat(get(shop, "/metrics").body())
                .contains("http_requests_total{version=\"1.2\",code=\"500\",} " + (double) errors(statuses))
                .contains("http_requests_total{version=\"1.2\",code=\"200\",} " + (double) (CROWD - errors(statuses)))
                .contains("http_request_duration_seconds_bucket{version=\"1.2\",le=\"0.1\",} 0.0")
                .contains("http_request_duration_seconds_bucket{version=\"1.2\",le=\"+Inf\",} 200.0")
                .contains("process_start_time_seconds ");
    }

    private static Shop open(String version, Behaviour behaviour) {
        return Shop.open(VERTX, version, behaviour)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static HttpRequest.Builder request(Shop shop, String path) {
        return HttpRequest.newBuilder(URI.create(shop.url() + path));
    }

    private static HttpResponse<String> get(Shop shop, String path) throws Exception {
        return CLIENT.send(request(shop, path).build(), BodyHandlers.ofString());
    }

    /** What {@code count} requests got, a crowd at a time. */
    private static List<Integer> statuses(Shop shop, int count) {
        HttpRequest request = request(shop, "/").build();
        return IntStream.range(0, count / CROWD)
                .boxed()
                .flatMap(_ -> {
                    List<CompletableFuture<Integer>> asked = IntStream.range(0, CROWD)
                            .mapToObj(_ -> CLIENT.sendAsync(request, BodyHandlers.discarding())
                                    .thenApply(HttpResponse::statusCode))
                            .toList();
                    return asked.stream().map(CompletableFuture::join);
                })
                .toList();
    }

    private static long errors(List<Integer> statuses) {
        return statuses.stream().filter(status -> status == 500).count();
    }
}
