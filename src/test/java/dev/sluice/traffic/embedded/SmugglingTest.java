package dev.sluice.traffic.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What two servers could read as two different requests is refused and never reaches an instance. */
class SmugglingTest {

    private final List<String> reached = new CopyOnWriteArrayList<>();
    private Rig rig;

    @BeforeEach
    void start() {
        rig = Rig.start();
        rig.router.write(Rig.stable(rig.instance(request -> request.body().onSuccess(body -> {
            reached.add(request.method() + " " + request.uri());
            request.response().end("ok");
        }))));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\nTransfer-Encoding: chunked\n\n0\n\nGET /smuggled HTTP/1.1\nHost: a\n\n",
                "Transfer-Encoding: chunked\nContent-Length: 4\n\n0\n\nGET /smuggled HTTP/1.1\nHost: a\n\n",
                "Content-Length: 4\nContent-Length: 5\n\nabcde",
                "Content-Length: 4\nContent-Length: 4\n\nabcd",
                "Content-Length: 4, 4\n\nabcd",
                "Content-Length: +4\n\nabcd",
                "Content-Length: -1\n\nabcd",
                "Content-Length: 99999999999999999999\n\nabcd",
                "Transfer-Encoding: xchunked\n\nGET /smuggled HTTP/1.1\nHost: a\n\n",
                "Transfer-Encoding: chunked, identity\n\n0\n\nGET /smuggled HTTP/1.1\nHost: a\n\n",
                "Transfer-Encoding: identity\nTransfer-Encoding: chunked\n\n0\n\n",
                "Transfer-Encoding : chunked\n\n0\n\nGET /smuggled HTTP/1.1\nHost: a\n\n",
                "Transfer-Encoding: \u000bchunked\n\n0\n\nGET /smuggled HTTP/1.1\nHost: a\n\n",
                "X-Folded: a\n b\n\n",
                "X-Folded: a\n\tb\n\n",
                " X-Folded: a\n\n",
                "Transfer-Encoding:\n chunked\n\n0\n\nGET /smuggled HTTP/1.1\nHost: a\n\n",
                "Host: b\n\n",
                "X-Nul: a\u0000b\n\n",
                "X-Bell: a\u0007b\n\n",
                "X-Del: a\u007fb\n\n",
                "X-Page: a\u000cb\n\n",
                "X-Return: a\rb\n\n",
                ": nameless\n\n",
                "X(Y): 1\n\n",
                "X-\u0001: 1\n\n",
                "X-Caf\u00e9: 1\n\n",
                "Transfer-Encoding: chunked\n\nzz\nab\n0\n\nGET /smuggled HTTP/1.1\nHost: a\n\n",
                "Transfer-Encoding: chunked\n\n-2\nab\n0\n\n",
                "Transfer-Encoding: chunked\n\n0x2\nab\n0\n\n",
                "Transfer-Encoding: chunked\n\n100000000000000002\nab\n0\n\nGET /smuggled HTTP/1.1\nHost: a\n\n",
                "Transfer-Encoding: chunked\n\n2\nabcd\n0\n\nGET /smuggled HTTP/1.1\nHost: a\n\n",
            })
    void a_request_of_doubtful_length_or_lines_is_refused(String rest) throws IOException {
        String bytes = "POST /doubtful HTTP/1.1\nHost: a\n" + rest;

        String answer = exchange(bytes.replace("\n", "\r\n"));

        assertThat(answer).matches(refused(400));
        assertThat(answer.split("HTTP/1", -1)).as("one answer, then closed").hasSize(2);
        assertThat(reached).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /bare HTTP/1.1\nHost: a\n\n",
                "GET /bare HTTP/1.1\r\nHost: a\nX: b\r\n\r\n",
                "GET /bare HTTP/1.1\r\nHost: a\rX: b\r\n\r\n",
                "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET http:///path HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET http://anna@a/ HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET http://a b/ HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET http://a/ HTTP/1.1\r\n\r\n",
                "GET http://a/ HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
                "GET a HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a:x\r\n\r\n",
                "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /\tHTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /a\u000bb HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /a\u0001b HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /a\u007fb HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /a\u0000b HTTP/1.1\r\nHost: a\r\n\r\n",
                "CONNECT other:443 HTTP/1.1\r\nHost: other:443\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            })
    void a_request_that_is_written_or_addressed_strangely_is_refused(String bytes) throws IOException {
        assertThat(exchange(bytes)).matches(refused(400));
        assertThat(reached).isEmpty();
    }

    @Test
    void the_rest_of_a_fold_that_comes_later_is_seen_too() throws IOException {
        try (RawConnection client = new RawConnection(rig.port)) {
            client.send("GET /late HTTP/1.1\r\nHost: a\r\nX-Folded: a\r\n");
            client.send(" b\r\n\r\n");

            assertThat(client.readAll()).matches(refused(400));
        }
        assertThat(reached).isEmpty();
    }

    @Test
    void a_long_uri_is_414_and_long_headers_are_431() throws IOException {
        assertThat(exchange("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .matches(refused(414));
        assertThat(exchange("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(17_000) + "\r\n\r\n"))
                .matches(refused(431));
    }

    @Test
    void pipelined_honest_requests_are_answered_in_order() throws IOException {
        String bytes = """
                POST /1 HTTP/1.1
                Host: a
                Transfer-Encoding: chunked

                2
                ab
                0

                GET /2 HTTP/1.1
                Host: a

                GET /3 HTTP/1.1
                Host: a
                Connection: close

                """;

        String answers = exchange(bytes.replace("\n", "\r\n"));

        assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(4);
        assertThat(reached).containsExactly("POST /1", "GET /2", "GET /3");
    }

    /** In whatever version: what can't be read at all is not answered in 1.1. */
    private static Predicate<String> refused(int status) {
        return answer -> answer.startsWith(" " + status + " ", "HTTP/x.y".length());
    }

    private String exchange(String bytes) throws IOException {
        try (RawConnection client = new RawConnection(rig.port)) {
            return client.send(bytes).readAll();
        }
    }
}
