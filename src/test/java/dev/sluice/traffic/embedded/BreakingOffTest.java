package dev.sluice.traffic.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Whoever breaks off in the middle is an everyday matter that nobody reads of in the log")
class BreakingOffTest {

    private static final String HALF_A_BODY = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nhalf";
    private static final String HALF_A_CHUNK =
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n100\r\nab";
    private static final String UPGRADE =
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

    /** How a connection ends. */
    enum Leaving {
        /** FIN. */
        CLOSE,
        /** RST, with what was sent and not read. */
        RESET
    }

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record.getLevel() + " " + record.getMessage() + " " + record.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private Rig rig;

    @BeforeEach
    void start() {
        log.setLevel(Level.INFO);
        Logger.getLogger("").addHandler(log);
        rig = Rig.start();
        logged.clear();
    }

    @AfterEach
    void stop() {
        rig.close();
        Logger.getLogger("").removeHandler(log);
    }

    private void counted(long requests) {
        await().until(() -> rig.router.totals().getFirst().requests() >= requests
                && rig.router.totals().getFirst().inFlight() == 0);
    }

    private static void leave(RawConnection client, Leaving leaving) throws IOException {
        if (leaving == Leaving.RESET) {
            client.reset();
        } else {
            client.close();
        }
    }

    private static void leave(RawInstance.Connection connection, Leaving leaving) throws IOException {
        if (leaving == Leaving.RESET) {
            connection.socket().setSoLinger(true, 0);
        }
        connection.socket().close();
    }

    @Test
    void what_is_logged_is_seen_here() {
        org.jboss.logging.Logger.getLogger(BreakingOffTest.class).warn("to be seen");

        assertThat(logged).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_client_that_leaves_within_its_own_body(Leaving leaving) throws Exception {
        rig.router.write(Rig.stable(rig.instance(request -> request.body())));
        for (String request : List.of(HALF_A_BODY, HALF_A_CHUNK)) {
            RawConnection client = new RawConnection(rig.port).send(request);
            await().until(() -> rig.router.totals().getFirst().inFlight() == 1);
            leave(client, leaving);
            await().until(() -> rig.router.totals().getFirst().inFlight() == 0);
        }

        counted(2);
        assertThat(logged).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_client_that_leaves_within_the_answer(Leaving leaving) throws Exception {
        rig.router.write(Rig.stable(rig.raw((connection, head) -> {
                    connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    while (true) {
                        connection.send("10000\r\n" + "x".repeat(0x10000) + "\r\n");
                    }
                })
                .uri()));
        for (int i = 0; i < 5; i++) {
            RawConnection client = new RawConnection(rig.port).send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            client.readHead();
            leave(client, leaving);
        }

        counted(5);
        assertThat(logged).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_client_that_leaves_while_it_still_sends_and_is_answered(Leaving leaving) throws Exception {
        rig.router.write(Rig.stable(rig.instance(request -> {
            request.response().setChunked(true).write("early");
            request.handler(bytes -> request.response().write(bytes));
        })));
        for (int i = 0; i < 5; i++) {
            RawConnection client = new RawConnection(rig.port).send(HALF_A_BODY);
            client.readHead();
            client.send("more");
            leave(client, leaving);
        }

        counted(5);
        assertThat(logged).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void an_instance_that_closes_within_its_answer(Leaving leaving) throws Exception {
        for (String half : List.of(
                "",
                "HTTP/1.1 200 OK\r\nConte",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n10\r\nab")) {
            long before = rig.router.totals().stream()
                    .mapToLong(VersionTotals::requests)
                    .sum();
            RawInstance instance = rig.raw((connection, head) -> {
                connection.send(half);
                leave(connection, leaving);
            });
            rig.router.write(Rig.split(List.of(instance.uri()), List.of(), 0, before + 1));
            try (RawConnection client = new RawConnection(rig.port)) {
                client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                        .readAll();
            }
            counted(before + 1);
        }

        assertThat(rig.router.totals().getFirst().errors()).isEqualTo(5);
        assertThat(logged).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void an_instance_that_closes_while_the_client_still_sends(Leaving leaving) throws Exception {
        rig.router.write(Rig.stable(rig.raw((connection, head) -> {
                    connection.readUntil("half");
                    leave(connection, leaving);
                })
                .uri()));
        for (int i = 1; i <= 5; i++) {
            try (RawConnection client = new RawConnection(rig.port)) {
                assertThat(client.send(HALF_A_BODY).readHead()).startsWith("HTTP/1.1 502 ");
            }
            counted(i);
        }

        assertThat(logged).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_client_that_leaves_while_the_instance_does_not_read(Leaving leaving) throws Exception {
        rig.router.write(Rig.stable(rig.instance(request -> request.pause())));
        for (int i = 1; i <= 5; i++) {
            RawConnection client = new RawConnection(rig.port).send(HALF_A_BODY + "x".repeat(900_000));
            leave(client, leaving);
            counted(i);
        }

        assertThat(logged).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void an_instance_whose_answer_to_a_check_is_only_begun(Leaving leaving) throws Exception {
        try (Rig checking = Rig.start(Map.of("health.path", "/health", "health.interval", "PT0.05S"))) {
            AtomicInteger checks = new AtomicInteger();
            RawInstance instance = checking.raw((connection, head) -> {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                if (checks.getAndIncrement() % 2 == 0) {
                    leave(connection, leaving);
                }
            });
            checking.router.write(Rig.stable(instance.uri()));
            await().until(() -> checks.get() >= 6);
        }

        assertThat(logged).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void either_side_of_a_websocket(Leaving leaving) throws Exception {
        CountDownLatch bothClosed = new CountDownLatch(2);
        rig.router.write(Rig.stable(rig.raw((connection, head) -> {
                    connection.send("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                            + "Sec-WebSocket-Accept: x\r\n\r\nwelcome");
                    try {
                        connection.readUntil("leave");
                    } finally {
                        leave(connection, leaving);
                        bothClosed.countDown();
                    }
                })
                .uri()));
        try (RawConnection client = new RawConnection(rig.port)) {
            assertThat(client.send(UPGRADE).readHead()).startsWith("HTTP/1.1 101 ");
            assertThat(client.send("leave").readUntilClosed()).isEqualTo("welcome");
        }
        RawConnection client = new RawConnection(rig.port).send(UPGRADE);
        client.readHead();
        leave(client, leaving);

        assertThat(bothClosed.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(logged).isEmpty();
    }
}
