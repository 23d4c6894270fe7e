package dev.sluice.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.demo.Shoppers.Crowd;
import dev.sluice.demo.Visits.Experience;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The shoppers")
class ShoppersTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        done(vertx.close());
    }

    @Test
    void come_at_the_promised_rate_and_lose_nothing() {
        Shop shop = done(Shop.open(vertx, "1.0", Behaviour.PROVEN));
        Shoppers shoppers = Shoppers.enter(vertx, shop.url(), Crowd.USUAL);
        await().until(() -> shoppers.visits().answered() >= 600);
        done(shoppers.stop());
        Visits visits = shoppers.visits();
        Experience met = experience(visits, "1.0");
        double seconds = Duration.between(met.first(), met.last()).toMillis() / 1000.0;
        assertThat(met.requests() / seconds).isBetween(200.0, 300.0);
        assertThat(visits.dropped()).as("%s", visits.lastDrop()).isZero();
        assertThat(visits.outstanding()).isZero();
        assertThat(visits.sent()).isEqualTo(met.requests());
        assertThat(met.median()).isBetween(Duration.ofMillis(8), Duration.ofMillis(60));
        assertThat(met.last()).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void notice_errors_and_slowness() {
        Shop shop = done(Shop.open(vertx, "1.2", Behaviour.BAD));
        Shoppers shoppers = Shoppers.enter(vertx, shop.url(), Crowd.USUAL);
        await().until(() -> shoppers.visits().answered() >= 400);
        done(shoppers.stop());
        Experience met = experience(shoppers.visits(), "1.2");
        assertThat((double) met.errors() / met.requests()).isBetween(0.02, 0.09);
        assertThat(met.median()).isGreaterThan(Duration.ofMillis(150));
    }

    @Test
    void keep_their_cookies_and_ask_for_the_shop_by_name() {
        AtomicInteger given = new AtomicInteger();
        Map<String, Integer> visitsByCookie = new ConcurrentHashMap<>();
        Set<String> hosts = ConcurrentHashMap.newKeySet();
        URI door = listen(request -> {
            hosts.add(String.valueOf(request.getHeader("Host")));
            String cookie = request.getHeader("Cookie");
            if (cookie == null) {
                request.response().putHeader("Set-Cookie", "sluice=" + given.incrementAndGet() + "; Path=/; HttpOnly");
            } else {
                visitsByCookie.merge(cookie, 1, Integer::sum);
            }
            request.response().putHeader(Shop.VERSION_HEADER, "1.0").end();
        });
        Shoppers shoppers = Shoppers.enter(vertx, door, new Crowd(20, 250, "shop.example", 1));
        await().until(() -> shoppers.visits().answered() >= 200);
        done(shoppers.stop());
        assertThat(given).hasValue(20);
        assertThat(visitsByCookie).hasSize(20).containsKey("sluice=1");
        assertThat(hosts).containsExactly("shop.example");
    }

    @Test
    void count_answers_that_no_shop_gave() {
        URI door = listen(request -> request.response().setStatusCode(503).end());
        Shoppers shoppers = Shoppers.enter(vertx, door, Crowd.USUAL);
        await().until(() -> shoppers.visits().dropped() >= 50);
        done(shoppers.stop());
        assertThat(shoppers.visits().answered()).isZero();
        assertThat(shoppers.visits().lastDrop()).hasValue("answer 503 did not come from a shop");
    }

    @Test
    void count_connections_that_fail_when_the_shop_closes() {
        Shop shop = done(Shop.open(vertx, "1.0", Behaviour.PROVEN));
        Shoppers shoppers = Shoppers.enter(vertx, shop.url(), Crowd.USUAL);
        await().until(() -> shoppers.visits().answered() >= 50);
        assertThat(shoppers.visits().dropped()).isZero();
        done(shop.close());
        await().until(() -> shoppers.visits().dropped() >= 50);
        done(shoppers.stop());
        assertThat(shoppers.visits().outstanding()).isZero();
    }

    private URI listen(io.vertx.core.Handler<HttpServerRequest> handler) {
        HttpServer server =
                done(vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1"));
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    private static Experience experience(Visits visits, String version) {
        assertThat(visits.byVersion()).containsOnlyKeys(version);
        return visits.byVersion().values().iterator().next();
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
