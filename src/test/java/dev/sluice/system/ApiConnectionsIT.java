package dev.sluice.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a process of its own, because Netty finds what makes connections strict only there. */
@DisplayName("A connection to the API")
class ApiConnectionsIT {

    private static final int PATIENCE_MILLIS = 30_000;

    @TempDir
    static Path data;

    private static RunningSluice sluice;

    @BeforeAll
    static void serve() {
        // Twice the default, so that it is seen that the setting counts.
        sluice = RunningSluice.serve(
                Map.of("QUARKUS_HTTP_LIMITS_MAX_HEADER_SIZE", "32K"), "--data-dir", data.toString());
    }

    @AfterAll
    static void stop() {
        sluice.close();
    }

    /** Everything that comes until the other side closes. */
    private static String answer(String sent) throws IOException {
        URI api = sluice.api();
        try (Socket socket = new Socket(api.getHost(), api.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/releases HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "GET /v1/whoami HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET /v1/whoami HTTP/1.1\r\n\r\n",
                "GET /v1/whoami HTTP/1.1\r\nHost: a b<x>\r\n\r\n",
                "GET /v1/whoami HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
            })
    void answers_a_request_that_can_be_read_in_two_ways_with_a_problem_and_closes(String request) throws Exception {
        String answer = answer(request + "GET /v1/whoami HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 400 Bad Request\r\n")
                .contains("application/problem+json", "\"code\":\"malformed\"", "Connection: close")
                .doesNotContain("401", "stack", "Error id");
        assertThat(List.of(answer.split("HTTP/1.1 ", -1))).hasSize(2);
    }

    @Test
    void says_what_is_too_long() throws Exception {
        assertThat(answer("GET /v1/" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .startsWith("HTTP/1.1 414 URI Too Long\r\n");
        assertThat(answer("GET /v1/whoami HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(40_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n");
    }

    @Test
    void reads_a_head_that_is_as_long_as_the_setting_allows() throws Exception {
        String head =
                "GET /v1/whoami HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX: " + "x".repeat(24_000) + "\r\n\r\n";

        assertThat(answer(head)).startsWith("HTTP/1.1 401 Unauthorized\r\n");
    }

    @Test
    void does_not_become_HTTP_2() throws Exception {
        String headers =
                "Host: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n";
        String upgrade = "GET /v1/whoami HTTP/1.1\r\n" + headers + "\r\n";
        assertThat(answer(upgrade + "GET /v1/whoami HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 401 Unauthorized\r\n");
    }

    /** It ends by the limit for heads: the limit for idle connections is six times as long. */
    @Test
    void is_not_kept_for_a_head_that_never_ends() throws Exception {
        assertThat(answer("GET /v1/whoami HTTP/1.1\r\nHost")).isEmpty();
    }

    @Test
    void is_kept_for_the_next_request_for_longer_than_a_head_may_take() throws Exception {
        try (Socket socket = new Socket(sluice.api().getHost(), sluice.api().getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            Awaitility.await("requests for longer than that")
                    .pollInterval(Duration.ofSeconds(1))
                    .during(Duration.ofSeconds(11))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> isAnswered(socket));
        }
    }

    /** Whether the connection is still there for a request and its answer. */
    private static boolean isAnswered(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("HEAD /v1/whoami HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
        }
        return true;
    }
}
