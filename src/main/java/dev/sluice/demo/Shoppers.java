package dev.sluice.demo;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The sample shop's customers.
 *
 * <p>They come at a steady rate whether the shop is fast or slow, and the time that they wait counts from the moment when
 * they wanted something: a shop that stalls is not spared the requests that would have come meanwhile.
 */
public final class Shoppers {

    private static final long TICK_MILLIS = 5;
    private static final int MOST_CONNECTIONS = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
    private static final double NANOS = 1e9;

    /**
     * Who comes.
     *
     * @param shoppers how many customers, each with cookies of her own
     * @param requestsPerSecond of all of them together
     * @param host the shop's name, sent as the {@code Host} header
     */
    public record Crowd(int shoppers, int requestsPerSecond, String host, long seed) {

        /** 400 customers with 250 requests a second for {@code shop.example}. */
        public static final Crowd USUAL = new Crowd(400, 250, "shop.example", 1);
    }

    private final Crowd crowd;
    private final Context loop;
    private final HttpClient client;
    private final SocketAddress door;
    private final List<Shopper> shoppers;
    private final Random random;
    private final VisitsBook book = new VisitsBook();
    private final Promise<Void> gone = Promise.promise();
    private final long began = System.nanoTime();
    private long sent;
    private long ticks;
    private boolean leaving;

    private Shoppers(Vertx vertx, URI door, Crowd crowd) {
        this.crowd = crowd;
        this.loop = vertx.getOrCreateContext();
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true).setConnectTimeout(CONNECT_TIMEOUT_MILLIS),
                new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS));
        this.door = SocketAddress.inetSocketAddress(door.getPort(), door.getHost());
        this.shoppers = Stream.generate(Shopper::new).limit(crowd.shoppers()).toList();
        this.random = new Random(crowd.seed());
    }

    /**
     * Lets them come.
     *
     * @param door the router's (or a shop's) address, with a port
     */
    public static Shoppers enter(Vertx vertx, URI door, Crowd crowd) {
        if (door.getHost() == null || door.getPort() < 0) {
            throw new IllegalArgumentException("shoppers need an address with host and port, not " + door);
        }
        Shoppers all = new Shoppers(vertx, door, crowd);
        all.loop.runOnContext(_ -> all.ticks = vertx.setPeriodic(TICK_MILLIS, _ -> all.sendWhatIsDue()));
        return all;
    }

    /** What they have met so far. */
    public Visits visits() {
        return book.visits();
    }

    /** Lets nobody new come, and waits until everybody was served. */
    public Future<Void> stop() {
        loop.runOnContext(_ -> {
            leaving = true;
            loop.owner().cancelTimer(ticks);
            leaveWhenServed();
        });
        return gone.future();
    }

    private void sendWhatIsDue() {
        long nanosForOne = Math.round(NANOS / crowd.requestsPerSecond());
        while (began + sent * nanosForOne <= System.nanoTime()) {
            long due = began + sent * nanosForOne;
            send(shoppers.get((int) (sent % shoppers.size())), due);
            sent++;
        }
    }

    private void send(Shopper shopper, long due) {
        book.sent();
        client.request(wish(shopper))
                .compose(request -> request.send())
                .compose(answer -> answer.body().map(answer))
                .onComplete(answer -> {
                    if (answer.succeeded()) {
                        note(shopper, answer.result(), Duration.ofNanos(System.nanoTime() - due));
                    } else {
                        book.dropped(String.valueOf(answer.cause().getMessage()));
                    }
                    leaveWhenServed();
                });
    }

    private RequestOptions wish(Shopper shopper) {
        int dice = random.nextInt(10);
        RequestOptions wish = new RequestOptions()
                .setServer(door)
                .setHost(crowd.host())
                .setPort(80)
                .setMethod(dice == 0 ? HttpMethod.POST : HttpMethod.GET)
                .setURI(dice == 0 ? "/api/cart" : dice < 4 ? "/api/products" : "/")
                .setTimeout(PATIENCE.toMillis());
        shopper.cookies().ifPresent(cookies -> wish.putHeader("Cookie", cookies));
        return wish;
    }

    private void note(Shopper shopper, HttpClientResponse answer, Duration took) {
        shopper.keep(answer.cookies());
        String version = answer.headers().get(Shop.VERSION_HEADER);
        if (version == null) {
            book.dropped("answer " + answer.statusCode() + " did not come from a shop");
        } else {
            book.answered(version, answer.statusCode(), took);
        }
    }

    private void leaveWhenServed() {
        if (leaving && book.isEverybodyServed() && gone.tryComplete()) {
            client.close();
        }
    }
}
