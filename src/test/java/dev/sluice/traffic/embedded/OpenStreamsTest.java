package dev.sluice.traffic.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.traffic.Traffic;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("What is open stays with the version that it began on, until one of its two ends closes it")
class OpenStreamsTest {

    private static final String EVENTS = "GET /events HTTP/1.1\r\nHost: a\r\nx-user: anna\r\n\r\n";
    private static final String WEBSOCKET =
            "GET /chat HTTP/1.1\r\nHost: a\r\nx-user: anna\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

    /** How a version loses everything. */
    enum Change {
        /** The candidate gets 100 % in one step. */
        FLIP,
        /** The candidate becomes stable, and the version before has no place in the table any more. */
        PROMOTE,
        /** The candidate had everything and is out. */
        ABORT
    }

    private final BlockingQueue<RawInstance.Connection> eventsOfLoser = new LinkedBlockingQueue<>();
    private final BlockingQueue<RawInstance.Connection> socketsOfLoser = new LinkedBlockingQueue<>();
    private Rig rig;
    private RawInstance loser;
    private RawInstance winner;

    @BeforeEach
    void start() throws IOException {
        rig = Rig.start();
        winner = rig.raw((connection, head) -> connection.send(RawInstance.ok("winner")));
        loser = rig.raw((connection, head) -> {
            if (head.startsWith("GET /events ")) {
                connection.send(lines("""
                        HTTP/1.1 200 OK
                        Content-Type: text/event-stream
                        Transfer-Encoding: chunked

                        """) + "9\r\ndata: 1\n\n\r\n");
                eventsOfLoser.add(connection);
            } else {
                connection.send(lines("""
                        HTTP/1.1 101 Switching Protocols
                        Connection: Upgrade
                        Upgrade: websocket
                        Sec-WebSocket-Accept: x

                        """));
                socketsOfLoser.add(connection);
                for (String word = connection.readUntil("."); !word.isEmpty(); word = connection.readUntil(".")) {
                    connection.send("loser heard " + word);
                }
            }
        });
    }

    private static String lines(String text) {
        return text.replace("\n", "\r\n");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** Everything goes to the loser. */
    private Traffic before(Change change) {
        return change == Change.ABORT
                ? Rig.split(List.of(winner.uri()), List.of(loser.uri()), 10_000, 1)
                : Rig.split(List.of(loser.uri()), List.of(winner.uri()), 0, 1);
    }

    private void make(Change change) {
        switch (change) {
            case FLIP -> rig.router.write(Rig.split(List.of(loser.uri()), List.of(winner.uri()), 10_000, 2));
            case PROMOTE -> rig.router.write(promoted(Rig.stable(winner.uri())));
            case ABORT ->
                assertThat(rig.router.emergencyAbort(Rig.SHOP, Rig.RELEASE)).isPresent();
        }
    }

    private static Traffic promoted(Traffic traffic) {
        return new Traffic(
                traffic.target(),
                traffic.binding(),
                Optional.of(
                        new Traffic.Pool(Rig.V2, traffic.stable().orElseThrow().endpoints())),
                Optional.empty(),
                traffic.weight(),
                traffic.salt(),
                traffic.release(),
                1,
                2);
    }

    @ParameterizedTest
    @EnumSource
    void goes_on_while_new_requests_follow_the_table(Change change) throws Exception {
        rig.router.write(before(change));
        try (RawConnection events = new RawConnection(rig.port).send(EVENTS);
                RawConnection socket = new RawConnection(rig.port).send(WEBSOCKET)) {
            assertThat(events.readUntil("data: 1\n\n\r\n")).contains(" 200 ");
            assertThat(socket.readHead()).contains(" 101 ");

            make(change);

            assertThat(rig.get("/", "x-user", "anna").body()).isEqualTo("winner");
            RawInstance.Connection source = eventsOfLoser.take();
            source.send("9\r\ndata: 2\n\n\r\n");
            assertThat(events.readUntil("data: 2\n\n\r\n")).endsWith("data: 2\n\n\r\n");
            assertThat(socket.send("me.").readUntil(".")).isEqualTo("loser heard me.");

            // The way to be rid of them: the instances end what is open, as they do when they are stopped.
            source.send("0\r\n\r\n");
            socketsOfLoser.take().socket().close();
            assertThat(events.readUntil("0\r\n\r\n")).isEqualTo("0\r\n\r\n");
            assertThat(socket.readUntilClosed()).isEmpty();
            assertThat(events.send(EVENTS).readHead()).contains(" 200 ");
            assertThat(events.readUntil("winner")).isEqualTo("winner");
        }
        await().until(() -> rig.router.totals().stream().allMatch(version -> version.inFlight() == 0));
        String label = change == Change.ABORT ? "2.0" : "1.0";
        assertThat(rig.router.totals())
                .filteredOn(version -> version.version().label().equals(label))
                .singleElement()
                .satisfies(version -> {
                    assertThat(version.requests()).isEqualTo(2);
                    assertThat(version.errors()).isZero();
                });
    }
}
