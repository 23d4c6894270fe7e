package dev.sluice.traffic.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Trailers stay behind the body, in both directions")
class TrailersTest {

    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
    private static final String END = "\r\n\r\n";

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private Rig rig;

    @BeforeEach
    void start() {
        rig = Rig.start();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** Records requests with a body in chunks, and answers. */
    private void serve(String answer) throws IOException {
        rig.router.write(Rig.stable(rig.raw((connection, head) -> {
                    boolean isChunked = head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
                    received.add(
                            head + (isChunked ? connection.readUntil("0\r\n") + connection.readUntil("\r\n") : ""));
                    while (isChunked && !received.peek().endsWith(END)) {
                        received.add(received.remove() + connection.readUntil("\r\n"));
                    }
                    connection.send(answer);
                })
                .uri()));
    }

    private String exchange(String request) throws IOException {
        try (RawConnection client = new RawConnection(rig.port)) {
            return client.send(request).readAll();
        }
    }

    private static String post(String fields, String trailers) {
        return "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + CHUNKED + fields + "\r\n4\r\nbody\r\n0\r\n"
                + trailers + "\r\n";
    }

    @Test
    void trailers_of_a_request_reach_the_instance() throws Exception {
        serve(RawInstance.ok("ok"));

        exchange(post("Trailer: X-Sum\r\n", "X-Sum: 42\r\nX-Caf: caf\u00c3\u00a9\r\n"));

        assertThat(received.take())
                .containsIgnoringCase("\r\nTrailer: X-Sum\r\n")
                .endsWithIgnoringCase("\r\n4\r\nbody\r\n0\r\nX-Sum: 42\r\nX-Caf: caf\u00c3\u00a9" + END);
    }

    @Test
    void trailers_are_those_of_their_request() throws Exception {
        serve(RawInstance.ok("ok"));

        String both = post("", "X-Sum: 1\r\n").replace("Connection: close\r\n", "") + post("", "");
        exchange(both);

        assertThat(received.take()).endsWithIgnoringCase("0\r\nX-Sum: 1" + END);
        assertThat(received.take()).endsWith("body\r\n0" + END);
    }

    @Test
    void trailers_of_an_answer_reach_the_client() throws Exception {
        serve("HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\n" + CHUNKED + "\r\n4\r\nbody\r\n0\r\nX-Sum: 42\r\n\r\n");

        String answer = exchange("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .containsIgnoringCase("\r\nTrailer: X-Sum\r\n")
                .endsWith("\r\n4\r\nbody\r\n0\r\nX-Sum: 42" + END);
    }

    @Test
    void what_only_a_head_may_say_is_left_out() throws Exception {
        serve(
                "HTTP/1.1 200 OK\r\n" + CHUNKED
                        + "\r\n4\r\nbody\r\n0\r\nSet-Cookie: a=b\r\nContent-Length: 1\r\nX-Sum: 42\r\nCache-Control: public\r\n\r\n");

        String answer = exchange(post("", "Host: b\r\nAuthorization: x\r\nX-Forwarded-For: 6.6.6.6\r\nX-Sum: 1\r\n"));

        assertThat(received.take()).endsWithIgnoringCase("\r\n0\r\nX-Sum: 1" + END);
        assertThat(answer).endsWith("\r\n0\r\nX-Sum: 42" + END);
    }

    @Test
    void a_client_of_http_1_0_gets_the_body_alone() throws Exception {
        serve("HTTP/1.1 200 OK\r\n" + CHUNKED + "\r\n4\r\nbody\r\n0\r\nX-Sum: 42\r\n\r\n");

        assertThat(exchange("GET / HTTP/1.0\r\nHost: a\r\n\r\n")).endsWith(END + "body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Sum: 4\r\n 2\r\n",
                " X-Sum: 42\r\n",
                ": 42\r\n",
                "X-Sum: 4\u00012\r\n",
                "X Sum: 42\r\n",
                "X-Sum: 4\u00002\r\n",
                "nonsense\r\n"
            })
    void wrong_trailers_of_a_request_are_refused(String trailers) throws Exception {
        rig.router.write(Rig.stable(rig.instance(request -> request.body().onSuccess(body -> {
            received.add("reached");
            request.response().end();
        }))));

        assertThat(exchange(post("", trailers))).startsWith("HTTP/1.1 400 ");
        assertThat(received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Sum: 4\u00012\r\n", "X-Sum: 4\r\n 2\r\n", "X(Sum): 42\r\n"})
    void wrong_trailers_of_an_answer_cut_it_off(String trailers) throws Exception {
        serve("HTTP/1.1 200 OK\r\n" + CHUNKED + "\r\n4\r\nbody\r\n0\r\n" + trailers + "\r\n");

        assertThat(exchange("GET / HTTP/1.1\r\nHost: a\r\n\r\n"))
                .doesNotContain("\r\n0\r\n")
                .doesNotContain("Sum");
    }

    @Test
    void whether_the_client_wants_trailers_is_handed_on() throws Exception {
        serve(RawInstance.ok("ok"));

        exchange("GET / HTTP/1.1\r\nHost: a\r\nTE: trailers\r\nConnection: close, TE\r\n\r\n");
        exchange("GET / HTTP/1.1\r\nHost: a\r\nTE: trailers\r\nConnection: close\r\n\r\n");

        assertThat(received.take()).contains("\r\nte: trailers\r\n").contains("\r\nconnection: TE\r\n");
        assertThat(received.take()).doesNotContain("te: trailers");
    }
}
