package dev.sluice.traffic.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import dev.sluice.traffic.Traffic;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A request is sent to the target that it names, with the bytes that it came with")
class TargetFormTest {

    private final BlockingQueue<String> heads = new LinkedBlockingQueue<>();
    private Rig rig;

    @BeforeEach
    void start() throws IOException {
        rig = Rig.start();
        rig.router.write(Rig.stable(recording("any").uri()));
        rig.router.write(bound("shop.example", recording("shop").uri()));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private RawInstance recording(String name) throws IOException {
        return rig.raw((connection, head) -> {
            heads.add(name + ": " + head);
            connection.send("HTTP/1.1 200 OK\r\nX-Caf: caf\u00c3\u00a9\r\nContent-Length: 0\r\n\r\n");
        });
    }

    private static Traffic bound(String host, URI endpoint) {
        Traffic any = Rig.stable(endpoint);
        return new Traffic(
                new TargetId("shop", "by-host"),
                new HostBinding(List.of(host), "/", new StickyBy.Random()),
                any.stable(),
                Optional.empty(),
                Weight.NONE,
                any.salt(),
                any.release(),
                1,
                1);
    }

    private String send(String request) throws IOException {
        try (RawConnection client = new RawConnection(rig.port)) {
            return client.send(request).readHead();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/caf\u00c3\u00a9",
                "/caf\u00e9?q=\u00ff\u0080",
                "/a%2Fb/%zz/..//./c;v=1",
                "/?http://other/",
                "//other/path",
                "/a#b",
                "/\"<>\\^`{|}",
            })
    void the_bytes_of_the_target_arrive_as_they_came(String target) throws Exception {
        String answer = send("GET " + target + " HTTP/1.1\r\nHost: a\r\nX-Caf: caf\u00c3\u00a9\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("X-Caf: caf\u00c3\u00a9\r\n");
        assertThat(heads.take())
                .startsWith("any: GET " + target + " HTTP/1.1\r\n")
                .containsIgnoringCase("\r\nx-caf: caf\u00c3\u00a9\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET http://shop.example/a/b?c=d HTTP/1.1        | GET /a/b?c=d HTTP/1.1 | shop.example",
                "GET HTTP://Shop.Example:8080/ HTTP/1.1          | GET / HTTP/1.1        | Shop.Example:8080",
                "GET https://shop.example/ HTTP/1.1              | GET / HTTP/1.1        | shop.example",
                "GET http://shop.example HTTP/1.1                | GET / HTTP/1.1        | shop.example",
                "GET http://shop.example?c=http://x/ HTTP/1.1    | GET /?c=http://x/ HTTP/1.1 | shop.example",
                "OPTIONS http://shop.example HTTP/1.1            | OPTIONS * HTTP/1.1    | shop.example",
                "GET http://shop.example/ HTTP/1.0               | GET / HTTP/1.1        | shop.example",
            })
    void a_url_names_the_host_and_the_instance_gets_the_path(String line, String arrives, String host)
            throws Exception {
        assertThat(send(line + "\r\nHost: other.example\r\n\r\n")).contains(" 200 ");
        assertThat(heads.take().toLowerCase(Locale.ROOT))
                .startsWith("shop: " + arrives.toLowerCase(Locale.ROOT) + "\r\n")
                .contains("\r\nhost: " + host.toLowerCase(Locale.ROOT) + "\r\n")
                .contains("\r\nx-forwarded-host: " + host.toLowerCase(Locale.ROOT) + "\r\n")
                .doesNotContain("other.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop.example", "shop.example.", "SHOP.example.", "shop.example.:8081"})
    void a_final_dot_is_no_other_host(String host) throws Exception {
        assertThat(send("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n")).contains(" 200 ");
        assertThat(heads.take()).startsWith("shop: ").containsIgnoringCase("\r\nhost: " + host + "\r\n");
    }

    @Test
    void two_final_dots_are_another_host() throws Exception {
        assertThat(send("GET / HTTP/1.1\r\nHost: shop.example..\r\n\r\n")).contains(" 200 ");
        assertThat(heads.take()).startsWith("any: ");
    }

    @Test
    void requests_that_follow_each_other_are_each_read_anew() throws Exception {
        try (RawConnection client = new RawConnection(rig.port)) {
            client.send("GET http://shop.example/1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.readHead()).contains(" 200 ");
            assertThat(client.readHead()).contains(" 200 ");
        }
        assertThat(heads.take()).startsWith("shop: GET /1 ");
        assertThat(heads.take()).startsWith("any: GET /2 ");
    }
}
