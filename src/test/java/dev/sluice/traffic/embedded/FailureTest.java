package dev.sluice.traffic.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.release.Health;
import dev.sluice.release.Weight;
import dev.sluice.traffic.TrafficRouter.Report;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** What users get, and what is counted, when instances fail. */
class FailureTest {

    /** Everything counted so far. A client may have its answer a moment before the router counts it. */
    private static List<WindowCounts> drained(Rig rig) {
        await().until(() -> rig.router.totals().stream().allMatch(version -> version.inFlight() == 0));
        return rig.router.drain(Instant.now().plusSeconds(1));
    }

    private static long sum(List<WindowCounts> windows, String label, ToLongFunction<WindowCounts> of) {
        return windows.stream()
                .filter(window -> window.version().label().equals(label))
                .mapToLong(of)
                .sum();
    }

    @Test
    void a_dead_candidate_costs_no_user_anything_and_is_counted_as_its_error() throws Exception {
        try (Rig rig = Rig.start()) {
            rig.router.write(Rig.split(List.of(rig.naming("stable")), List.of(Rig.deadInstance()), 10_000, 1));
            for (int i = 0; i < 20; i++) {
                assertThat(rig.get("/", "x-user", "u-" + i).body()).isEqualTo("stable");
            }
            List<WindowCounts> windows = drained(rig);

            assertThat(sum(windows, "2.0", WindowCounts::requests)).isEqualTo(20);
            assertThat(sum(windows, "2.0", WindowCounts::errors)).isEqualTo(20);
            assertThat(sum(windows, "1.0", WindowCounts::requests)).isZero();
        }
    }

    @Test
    void a_dead_instance_is_left_out_after_a_while_and_its_users_are_served_by_the_others() throws Exception {
        try (Rig rig = Rig.start(Map.of("health.interval", "PT0.05S"))) {
            rig.router.write(Rig.stable(rig.naming("alive"), Rig.deadInstance()));
            for (int i = 0; i < 20; i++) {
                assertThat(rig.get("/").body()).isEqualTo("alive");
            }
            Health health = new Health(1, 2, "connection refused");
            await().until(() -> rig.router
                    .read(Rig.SHOP)
                    .equals(new Report.InForce(Weight.NONE, Optional.empty(), 1, health, Health.UNKNOWN)));
            drained(rig);
            for (int i = 0; i < 20; i++) {
                rig.get("/");
            }

            assertThat(sum(drained(rig), "1.0", WindowCounts::errors)).isZero();
        }
    }

    @Test
    void failed_requests_alone_eject_an_instance_but_never_the_last_half() throws Exception {
        try (Rig rig = Rig.start(Map.of("health.interval", "PT1H"))) {
            rig.router.write(Rig.stable(rig.naming("alive"), rig.breaking()));
            await().until(() -> rig.router.read(Rig.SHOP) instanceof Report.InForce force
                    && force.stable().healthy() == 2);
            for (int i = 0; i < 20; i++) {
                rig.get("/");
            }
            List<WindowCounts> windows = drained(rig);

            assertThat(sum(windows, "1.0", WindowCounts::requests)).isEqualTo(20);
            assertThat(sum(windows, "1.0", WindowCounts::errors)).isEqualTo(5);

            URI reborn = rig.naming("reborn");
            rig.router.write(Rig.split(List.of(reborn), List.of(), 0, 2));
            assertThat(rig.get("/").body()).isEqualTo("reborn");
        }
    }

    @Test
    void an_instance_that_recovers_is_used_again_even_when_all_were_down() throws Exception {
        try (Rig rig = Rig.start(Map.of("health.interval", "PT0.05S"))) {
            URI address = Rig.deadInstance();
            rig.router.write(Rig.stable(address));
            await().until(() -> rig.router.read(Rig.SHOP) instanceof Report.InForce force
                    && !force.stable().isThere());
            assertThat(rig.get("/").statusCode()).isEqualTo(503);

            rig.vertx
                    .createHttpServer()
                    .requestHandler(request -> request.response().end("back"))
                    .listen(address.getPort(), Rig.HOST)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();

            await().untilAsserted(() -> assertThat(rig.get("/").body()).isEqualTo("back"));
        }
    }

    @Test
    void server_errors_breaks_and_timeouts_are_errors_and_client_errors_are_not() throws Exception {
        try (Rig rig = Rig.start(Map.of("upstream.response-timeout", "PT0.2S"))) {
            rig.router.write(Rig.stable(rig.instance(request -> {
                switch (request.uri()) {
                    case "/500" -> request.response().setStatusCode(500).end();
                    case "/400" -> request.response().setStatusCode(400).end();
                    case "/break" -> request.connection().close();
                    case "/late" -> request.response().setChunked(true);
                    default -> request.response().end("ok");
                }
            })));
            List<Integer> statuses = new ArrayList<>();
            for (String path : List.of("/500", "/400", "/break", "/late", "/ok")) {
                HttpResponse<String> answer = rig.get(path, "x-user", "u-1");
                statuses.add(answer.statusCode());
            }
            List<WindowCounts> windows = drained(rig);

            assertThat(statuses).containsExactly(500, 400, 502, 504, 200);
            assertThat(sum(windows, "1.0", WindowCounts::requests)).isEqualTo(5);
            assertThat(sum(windows, "1.0", WindowCounts::errors)).isEqualTo(3);
            assertThat(sum(windows, "1.0", window -> total(window.latencyBuckets())))
                    .isEqualTo(5);
            assertThat(sum(windows, "1.0", window -> window.sliceRequests().get(47)))
                    .isEqualTo(5);
            assertThat(sum(windows, "1.0", window -> window.sliceErrors().get(47)))
                    .isEqualTo(3);
        }
    }

    @Test
    void an_interim_answer_says_nothing_of_health() throws Exception {
        try (Rig rig = Rig.start(Map.of("health.path", "/health", "health.interval", "PT0.05S"))) {
            rig.router.write(Rig.stable(rig.raw((connection, head) -> connection.send(
                            "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 503 Away\r\nContent-Length: 0\r\n\r\n"))
                    .uri()));
            Health health = new Health(0, 1, "answered 503");

            await().until(() -> rig.router.read(Rig.SHOP) instanceof Report.InForce force
                    && force.stable().equals(health));
        }
    }

    private static long total(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void a_client_that_leaves_is_a_request_and_no_error() throws Exception {
        try (Rig rig = Rig.start()) {
            rig.router.write(Rig.stable(
                    rig.instance(request -> request.response().setChunked(true).write("a"))));
            try (RawConnection client = new RawConnection(rig.port)) {
                client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").readHead();
            }
            await().until(() -> rig.router.totals().getFirst().requests() == 1);

            assertThat(rig.router.totals().getFirst().errors()).isZero();
            assertThat(rig.router.totals().getFirst().inFlight()).isZero();
        }
    }

    @Test
    void an_answer_that_breaks_in_the_middle_is_cut_off_for_the_client_too() throws Exception {
        try (Rig rig = Rig.start()) {
            rig.router.write(Rig.stable(rig.instance(request -> request.response()
                    .putHeader("Content-Length", "100")
                    .write("half")
                    .onComplete(written -> request.connection().close()))));
            try (RawConnection client = new RawConnection(rig.port)) {
                String answer = client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").readAll();
                assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("half");
            }
            assertThat(sum(drained(rig), "1.0", WindowCounts::errors)).isEqualTo(1);
        }
    }
}
