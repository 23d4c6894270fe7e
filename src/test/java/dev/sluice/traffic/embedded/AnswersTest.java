package dev.sluice.traffic.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Each user gets the answer to the own request, whatever an instance sends")
class AnswersTest {

    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private Rig rig;

    @BeforeEach
    void start() {
        // One loop: its users share the connections to an instance.
        rig = Rig.start(Map.of("event-loops", "1"));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private RawInstance instance(RawInstance.Script script) throws IOException {
        RawInstance instance = rig.raw(script);
        rig.router.write(Rig.stable(instance.uri()));
        return instance;
    }

    private static String path(String head) {
        return head.split(" ", 3)[1];
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 102 Processing\n\n",
                "HTTP/1.1 100 Continue\n\n",
                "HTTP/1.1 103 Early Hints\nLink: </a.css>; rel=preload\n\n",
                "HTTP/1.1 102 Processing\n\nHTTP/1.1 102 Processing\n\n",
                "HTTP/1.1 199 Whatever\nX-Interim: 1\n\n",
            })
    void after_an_interim_answer_the_router_waits_for_the_final_one(String interim) throws Exception {
        RawInstance instance = instance((connection, head) -> {
            connection.send(interim.replace("\n", "\r\n"));
            connection.send(RawInstance.ok("final of " + path(head)));
        });

        for (String user : List.of("/anna", "/ben", "/cleo")) {
            HttpResponse<String> answer = rig.get(user);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("final of " + user);
        }
        assertThat(instance.connections()).hasSize(1);
    }

    @Test
    void nobody_gets_a_connection_whose_final_answer_is_still_to_come() throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        CountDownLatch isInterimSent = new CountDownLatch(1);
        instance((connection, head) -> {
            if (path(head).equals("/anna")) {
                connection.send("HTTP/1.1 102 Processing\r\n\r\n");
                isInterimSent.countDown();
                awaitLatch(mayAnswer);
            }
            connection.send(RawInstance.ok("final of " + path(head)));
        });
        CompletableFuture<String> anna = CompletableFuture.supplyAsync(() -> body("/anna"));
        isInterimSent.await();

        assertThat(rig.get("/ben").body()).isEqualTo("final of /ben");
        mayAnswer.countDown();
        assertThat(anna).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("final of /anna");
    }

    private String body(String path) {
        try {
            return rig.get(path).body();
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void interim_answers_are_forwarded_but_not_100_and_not_to_http_1_0() throws Exception {
        instance((connection, head) -> connection.send("""
                HTTP/1.1 100 Continue

                HTTP/1.1 103 Early Hints
                Link: </a.css>; rel=preload
                Connection: X-Hop
                X-Hop: 1

                """.replace("\n", "\r\n") + RawInstance.ok("final")));
        try (RawConnection client = new RawConnection(rig.port)) {
            client.send(REQUEST);

            assertThat(client.readHead()).isEqualTo("HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK\r\n");
        }
        try (RawConnection client = new RawConnection(rig.port)) {
            assertThat(client.send("GET / HTTP/1.0\r\n\r\n").readHead()).startsWith("HTTP/1.0 200 OK\r\n");
        }
    }

    @Test
    void a_change_of_protocol_that_nobody_asked_for_is_a_bad_gateway_and_the_end_of_the_connection() throws Exception {
        RawInstance instance = instance((connection, head) -> connection.send(
                path(head).equals("/anna")
                        ? "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n"
                        : RawInstance.ok("final of " + path(head))));

        assertThat(rig.get("/anna").statusCode()).isEqualTo(502);
        assertThat(rig.get("/ben").body()).isEqualTo("final of /ben");
        assertThat(instance.connections()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecond",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "surplus",
                "\r\n",
                "HTTP/1.1 103 Early Hints\r\n\r\n",
            })
    void what_follows_an_answer_at_once_is_for_nobody(String surplus) throws Exception {
        RawInstance instance =
                instance((connection, head) -> connection.send(RawInstance.ok("final of " + path(head)) + surplus));

        for (String user : List.of("/anna", "/ben", "/cleo")) {
            assertThat(rig.get(user).body()).isEqualTo("final of " + user);
        }
        assertThat(instance.connections()).hasSize(3);
    }

    @Test
    void what_follows_an_answer_in_chunks_or_one_without_a_body_is_for_nobody() throws Exception {
        instance((connection, head) -> connection.send((head.startsWith("HEAD ")
                        ? "HTTP/1.1 200 OK\r\nX-Path: " + path(head) + "\r\nContent-Length: 6\r\n\r\n"
                        : "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n" + path(head) + "\r\n0\r\n\r\n")
                + RawInstance.ok("second")));

        try (RawConnection client = new RawConnection(rig.port)) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.send("HEAD /no" + i + " HTTP/1.1\r\nHost: a\r\n\r\n")
                                .readHead())
                        .contains("X-Path: /no" + i);
            }
        }
        for (String user : List.of("/ann", "/ben", "/leo")) {
            assertThat(rig.get(user).body()).isEqualTo(user);
        }
    }

    @Test
    void a_second_answer_that_comes_later_closes_the_connection_that_nobody_uses() throws Exception {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        CompletableFuture<String> closed = new CompletableFuture<>();
        instance((connection, head) -> {
            connection.send(RawInstance.ok("final of " + path(head)));
            if (path(head).equals("/anna")) {
                awaitLatch(mayGoOn);
                connection.send(RawInstance.ok("second"));
                closed.complete(connection.readUntil("\r\n\r\n"));
            }
        });

        assertThat(rig.get("/anna").body()).isEqualTo("final of /anna");
        mayGoOn.countDown();

        assertThat(closed)
                .as("no request came on it")
                .succeedsWithin(Duration.ofSeconds(5))
                .isEqualTo("");
        assertThat(rig.get("/ben").body()).isEqualTo("final of /ben");
    }

    @Test
    void an_instance_that_answered_twice_gets_each_further_request_on_a_connection_of_its_own() throws Exception {
        CompletableFuture<String> closed = new CompletableFuture<>();
        RawInstance instance = instance((connection, head) -> {
            connection.send(RawInstance.ok("final of " + path(head)));
            connection.send(RawInstance.ok("second"));
            closed.complete(connection.readUntil("\r\n\r\n"));
        });
        assertThat(rig.get("/anna").body()).isEqualTo("final of /anna");
        assertThat(closed)
                .as("the router has seen it")
                .succeedsWithin(Duration.ofSeconds(5))
                .isEqualTo("");

        for (int i = 0; i < 300; i++) {
            assertThat(rig.get("/user-" + i).body()).isEqualTo("final of /user-" + i);
        }
        assertThat(instance.connections()).hasSize(301);
    }

    @Test
    void a_connection_on_which_a_request_was_not_sent_to_its_end_is_not_used_again() throws Exception {
        CompletableFuture<String> closed = new CompletableFuture<>();
        instance((connection, head) -> {
            if (head.startsWith("POST ")) {
                connection.send("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
                closed.complete(connection.readUntil("\r\n\r\n"));
            } else {
                connection.send(RawInstance.ok("final of " + path(head)));
            }
        });
        try (RawConnection client = new RawConnection(rig.port)) {
            assertThat(client.send("POST /anna HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf")
                            .readUntilClosed())
                    .startsWith("HTTP/1.1 413 ");
        }

        assertThat(rig.get("/ben").body()).isEqualTo("final of /ben");
        assertThat(closed).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("half");
    }

    @Test
    void a_connection_that_the_instance_calls_its_last_is_not_used_again() throws Exception {
        RawInstance instance = instance((connection, head) -> connection.send(
                RawInstance.ok("final").replace("\r\n\r\n", "\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\n\r\n")));
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> answer = rig.get("/");
            assertThat(answer.body()).isEqualTo("final");
            assertThat(answer.headers().map()).doesNotContainKeys("x-hop");
        }
        assertThat(instance.connections()).hasSize(3);
    }

    @Test
    void a_connection_that_the_instance_has_closed_meanwhile_costs_nobody_anything() throws Exception {
        RawInstance instance = instance((connection, head) -> {
            connection.send(RawInstance.ok("final of " + path(head)));
            connection.socket().close();
        });
        for (int i = 0; i < 50; i++) {
            assertThat(rig.get("/user-" + i).body()).isEqualTo("final of /user-" + i);
        }
        await().until(() -> rig.router.totals().stream().allMatch(version -> version.inFlight() == 0));

        assertThat(rig.router.totals().getFirst().errors()).isZero();
        assertThat(instance.connections()).hasSize(50);
    }

    @Test
    void a_request_that_changes_nothing_is_sent_again_when_a_kept_connection_is_closed_in_its_face() throws Exception {
        Set<Socket> asked = ConcurrentHashMap.newKeySet();
        RawInstance instance = instance((connection, head) -> {
            if (asked.add(connection.socket())) {
                connection.send(RawInstance.ok("final of " + path(head)));
            } else {
                connection.socket().close();
            }
        });
        for (int i = 0; i < 6; i++) {
            assertThat(rig.get("/user-" + i).body()).isEqualTo("final of /user-" + i);
        }
        assertThat(instance.connections()).hasSize(6);
        await().until(() -> rig.router.totals().stream().allMatch(version -> version.inFlight() == 0));
        assertThat(rig.router.totals().getFirst().errors()).isZero();

        HttpResponse<String> order = rig.send(
                rig.request("/orders").POST(BodyPublishers.ofString("one")).build());
        assertThat(order.statusCode()).isEqualTo(502);
        assertThat(instance.connections()).hasSize(6);
    }

    @Test
    void a_request_is_not_sent_again_once_an_answer_has_begun_or_on_a_connection_of_its_own() throws Exception {
        Set<Socket> asked = ConcurrentHashMap.newKeySet();
        RawInstance instance = instance((connection, head) -> {
            if (path(head).equals("/never")) {
                connection.socket().close();
            } else if (asked.add(connection.socket())) {
                connection.send(RawInstance.ok("final of " + path(head)));
            } else {
                connection.send("HTTP/1.1 200 O");
                connection.socket().close();
            }
        });
        assertThat(rig.get("/anna").statusCode()).isEqualTo(200);
        assertThat(rig.get("/ben").statusCode()).isEqualTo(502);
        assertThat(instance.connections()).hasSize(1);
        assertThat(rig.get("/never").statusCode()).isEqualTo(502);
        assertThat(instance.connections()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\n: nameless\nContent-Length: 2\n\nok",
                "HTTP/1.1 200 OK\nX-Bell: a\u0007b\nContent-Length: 2\n\nok",
                "HTTP/1.1 200 OK\nX-Nul: a\u0000b\nContent-Length: 2\n\nok",
                "HTTP/1.1 200 OK\nX-Del: a\u007fb\nContent-Length: 2\n\nok",
                "HTTP/1.1 200 OK\nX-Return: a\rb\nContent-Length: 2\n\nok",
                "HTTP/1.1 200 OK\nX(Y): 1\nContent-Length: 2\n\nok",
                "HTTP/1.1 200 O\u0001K\nContent-Length: 2\n\nok",
                "HTTP/1.1 200 OK\nContent-Length: 2\nContent-Length: 3\n\nok",
                "HTTP/1.1 200 OK\nContent-Length: +2\n\nok",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\nContent-Length: 2\n\n2\nok\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: gzip, chunked\n\n2\nok\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: gzip\nContent-Length: 2\n\nok",
                "HTTP/1.0 200 OK\nTransfer-Encoding: chunked\n\n2\nok\n0\n\n",
                "HTTP/1.1 99 Odd\nContent-Length: 2\n\nok",
                "HTTP/2.0 200 OK\nContent-Length: 2\n\nok",
                "nonsense\n\n",
            })
    void an_answer_of_doubtful_length_or_characters_is_a_bad_gateway(String answer) throws Exception {
        RawInstance instance = instance((connection, head) -> connection.send(
                path(head).equals("/anna") ? answer.replace("\n", "\r\n") : RawInstance.ok("final of " + path(head))));

        assertThat(rig.get("/anna").statusCode()).isEqualTo(502);
        assertThat(rig.get("/ben").body()).isEqualTo("final of /ben");
        assertThat(instance.connections()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\nok\r\n0\r\n\r\n", "100000000000000002\r\nok\r\n0\r\n\r\n", "2\r\nokay\r\n0\r\n\r\n"})
    void an_answer_with_wrong_chunks_is_cut_off(String body) throws Exception {
        instance((connection, head) ->
                connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n" + body));
        try (RawConnection client = new RawConnection(rig.port)) {
            assertThat(client.send(REQUEST).readAll()).doesNotEndWith("0\r\n\r\n");
        }
        await().until(() -> rig.router.totals().getFirst().errors() == 1);
    }
}
