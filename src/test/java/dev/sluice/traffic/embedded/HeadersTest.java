package dev.sluice.traffic.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HeadersTest {

    private final AtomicReference<MultiMap> seen = new AtomicReference<>(MultiMap.caseInsensitiveMultiMap());

    private void exchange(Rig rig, String headers) throws IOException {
        rig.router.write(Rig.stable(rig.instance(request -> {
            seen.set(request.headers());
            request.response()
                    .putHeader("Connection", "X-Internal")
                    .putHeader("X-Internal", "1")
                    .putHeader("Keep-Alive", "timeout=5")
                    .putHeader("X-Kept", "1")
                    .end("ok");
        })));
        try (RawConnection client = new RawConnection(rig.port)) {
            String answer = client.send(
                            "GET / HTTP/1.1\r\nHost: shop.example:8080\r\n" + headers.replace("\n", "\r\n") + "\r\n")
                    .readHead();
            assertThat(answer).startsWith("HTTP/1.1 200 ");
            assertThat(answer.toLowerCase(Locale.ROOT))
                    .contains("x-kept: 1")
                    .doesNotContain("x-internal")
                    .doesNotContain("keep-alive");
        }
    }

    @Test
    void headers_of_one_hop_stay_on_it() throws IOException {
        try (Rig rig = Rig.start()) {
            exchange(rig, """
                    Connection: keep-alive, X-User, content-length
                    X-User: admin
                    Keep-Alive: 5
                    TE: trailers
                    Proxy-Connection: x
                    Proxy-Authorization: x
                    Upgrade: h2c
                    X-Kept: 1
                    """);
        }
        assertThat(seen.get().names())
                .doesNotContain("X-User", "Keep-Alive", "TE", "Proxy-Connection", "Proxy-Authorization", "Upgrade");
        assertThat(seen.get().get("X-Kept")).isEqualTo("1");
        assertThat(seen.get().get("Host")).isEqualTo("shop.example:8080");
    }

    @Test
    void what_a_stranger_says_of_its_way_is_replaced() throws IOException {
        try (Rig rig = Rig.start()) {
            exchange(rig, """
                    X-Forwarded-For: 6.6.6.6
                    X-Forwarded-Proto: https
                    X-Forwarded-Host: evil
                    X-Forwarded-Port: 1
                    Forwarded: for=6.6.6.6
                    X-Real-IP: 6.6.6.6
                    Connection: X-Forwarded-For
                    """);
        }
        assertThat(seen.get().getAll("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(seen.get().getAll("X-Forwarded-Proto")).containsExactly("http");
        assertThat(seen.get().getAll("X-Forwarded-Host")).containsExactly("shop.example:8080");
        assertThat(seen.get().names()).doesNotContain("X-Forwarded-Port", "Forwarded", "X-Real-IP");
    }

    @Test
    void a_trusted_proxy_is_believed() throws IOException {
        try (Rig rig = Rig.start(Map.of("trusted-proxies", "127.0.0.0/8"))) {
            exchange(rig, """
                    X-Forwarded-For: 6.6.6.6, 7.7.7.7
                    X-Forwarded-Proto: https
                    X-Forwarded-Host: outside
                    """);
        }
        assertThat(seen.get().getAll("X-Forwarded-For")).containsExactly("6.6.6.6, 7.7.7.7, 127.0.0.1");
        assertThat(seen.get().get("X-Forwarded-Proto")).isEqualTo("https");
        assertThat(seen.get().get("X-Forwarded-Host")).isEqualTo("outside");
    }
}
