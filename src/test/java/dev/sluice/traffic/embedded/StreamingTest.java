package dev.sluice.traffic.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies, connections and WebSockets pass through without being kept. */
class StreamingTest {

    private static final long UPLOAD_BYTES = 50L << 20;

    private Rig rig;

    @BeforeEach
    void start() {
        rig = Rig.start();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** A body of unknown length, which the client therefore sends in chunks. */
    private static final class Zeros extends InputStream {
        private final AtomicLong left = new AtomicLong(UPLOAD_BYTES);

        @Override
        public int read() {
            return left.getAndDecrement() > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            long taken = Math.min(length, left.get());
            left.addAndGet(-taken);
            return taken == 0 ? -1 : (int) taken;
        }
    }

    @Test
    void an_upload_in_chunks_arrives_whole() throws Exception {
        rig.router.write(Rig.stable(rig.instance(request -> {
            AtomicLong received = new AtomicLong();
            request.handler(bytes -> received.addAndGet(bytes.length()));
            request.endHandler(ended -> request.response().end(received.toString()));
        })));

        String answer = rig.send(rig.request("/")
                        .POST(BodyPublishers.ofInputStream(Zeros::new))
                        .build())
                .body();

        assertThat(answer).isEqualTo(Long.toString(UPLOAD_BYTES));
    }

    @Test
    void an_upload_waits_in_the_client_while_the_instance_does_not_read() throws Exception {
        AtomicReference<Runnable> readOn = new AtomicReference<>(() -> {});
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        rig.router.write(Rig.stable(rig.instance(request -> {
            request.pause();
            request.endHandler(ended -> request.response().end("done"));
            readOn.set(() -> rig.vertx.runOnContext(later -> request.resume()));
            arrived.complete(null);
        })));
        Zeros body = new Zeros();
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> post(body));
        arrived.join();

        // It stops well before the end, with no more under way than the buffers of sockets and streams.
        AtomicLong before = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(300)).until(() -> before.getAndSet(body.left.get()) == body.left.get());
        assertThat(body.left.get()).isGreaterThan(UPLOAD_BYTES / 2);

        readOn.get().run();
        assertThat(answer.join()).isEqualTo("done");
    }

    private String post(InputStream body) {
        try {
            return rig.send(rig.request("/")
                            .POST(BodyPublishers.ofInputStream(() -> body))
                            .build())
                    .body();
        } catch (IOException | InterruptedException failed) {
            throw new CompletionException(failed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n",
                "Content-Type: text/event-stream\r\n",
                "Content-Length: 4\r\n",
            })
    void the_head_of_an_answer_comes_before_its_body(String fields) throws Exception {
        rig.router.write(
                Rig.stable(rig.raw((connection, head) -> connection.send("HTTP/1.1 200 OK\r\n" + fields + "\r\n"))
                        .uri()));
        for (String version : new String[] {"1.1", "1.0"}) {
            try (RawConnection client = new RawConnection(rig.port)) {
                client.send("GET /events HTTP/" + version + "\r\nHost: a\r\n\r\n");

                assertThat(client.readHead()).startsWith("HTTP/" + version + " 200 OK\r\n");
            }
        }
    }

    @Test
    void connections_are_kept_on_both_sides() throws Exception {
        Set<String> peers = ConcurrentHashMap.newKeySet();
        rig.router.write(Rig.stable(rig.instance(request -> {
            peers.add(request.remoteAddress().toString());
            request.response().putHeader("Content-Length", "2").end();
        })));
        try (RawConnection client = new RawConnection(rig.port)) {
            for (int i = 0; i < 20; i++) {
                String head = client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").readHead();
                assertThat(head).startsWith("HTTP/1.1 200 ").contains("Content-Length: 2");
            }
        }
        assertThat(peers).hasSize(1);
    }

    @Test
    void answers_without_a_body_have_none() throws Exception {
        rig.router.write(Rig.stable(rig.instance(request -> request.response()
                .setStatusCode(Integer.parseInt(request.uri().substring(1)))
                .end())));
        try (RawConnection client = new RawConnection(rig.port)) {
            for (int status : new int[] {204, 304, 204, 200}) {
                String head = client.send("GET /" + status + " HTTP/1.1\r\nHost: a\r\n\r\n")
                        .readHead();
                assertThat(head).startsWith("HTTP/1.1 " + status).doesNotContain("transfer-encoding");
            }
        }
    }

    @Test
    void a_websocket_echoes_through_it_and_closes() throws Exception {
        rig.router.write(Rig.stable(rig.instance(rig.vertx
                .createHttpServer()
                .webSocketHandler(socket -> socket.handler(bytes -> socket.write(bytes))))));
        WebSocketClient client = rig.vertx.createWebSocketClient();
        WebSocket socket = client.connect(rig.port, Rig.HOST, "/chat")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        CompletableFuture<Buffer> echoed = new CompletableFuture<>();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        socket.handler(echoed::complete);
        socket.closeHandler(closed::complete);
        socket.write(Buffer.buffer("hello"));

        assertThat(echoed.join().toString()).isEqualTo("hello");
        socket.close();
        closed.join();
        assertThat(rig.router.totals().getFirst().requests()).isEqualTo(1);
        assertThat(rig.router.totals().getFirst().errors()).isZero();
    }

    @Test
    void an_instance_may_speak_first() {
        rig.router.write(Rig.stable(rig.instance(
                rig.vertx.createHttpServer().webSocketHandler(socket -> socket.writeTextMessage("welcome")))));
        CompletableFuture<String> heard = new CompletableFuture<>();
        WebSocketClient client = rig.vertx.createWebSocketClient();
        ClientWebSocket socket = client.webSocket();
        socket.textMessageHandler(heard::complete);
        socket.connect(rig.port, Rig.HOST, "/chat");

        assertThat(heard).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("welcome");
    }

    @Test
    void a_refused_websocket_is_answered_as_the_instance_answered() {
        rig.router.write(Rig.stable(
                rig.instance(request -> request.response().setStatusCode(403).end("no"))));
        CompletableFuture<WebSocket> connected = rig.vertx
                .createWebSocketClient()
                .connect(rig.port, Rig.HOST, "/chat")
                .toCompletionStage()
                .toCompletableFuture();

        assertThat(connected)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        UpgradeRejectedException.class,
                        rejected -> assertThat(rejected.getStatus()).isEqualTo(403));
    }
}
