package dev.sluice.metrics.prometheus;

import static dev.sluice.metrics.prometheus.StubPrometheus.result;
import static dev.sluice.metrics.prometheus.StubPrometheus.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Sample;
import dev.sluice.metrics.http.Credentials;
import dev.sluice.metrics.prometheus.StubPrometheus.Behaviour;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Trouble with the endpoint")
class TroubleTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Metric QUERY = new Metric.Query("any", "scalar(vector(1))");
    private static final int SIX_MEGABYTES = 6 * 1024 * 1024;

    static Stream<Arguments> failures() {
        String series = "{\"metric\":{},\"value\":[1764,\"1\"]}";
        return Stream.of(
                arguments("a server error", saying(500, "secret stack trace"), "answered 500"),
                arguments("no permission", saying(403, "who are you"), "credentials"),
                arguments("a redirect", redirect(), "a redirect, which is not followed"),
                arguments("half an answer", saying(200, "{\"status\":\"success\",\"data\":{"), "no complete JSON"),
                arguments("a login page", saying(200, "<html>secret</html>"), "no complete JSON"),
                arguments("JSON of something else", saying(200, "[1,2]"), "no status"),
                arguments("an answer of 6 MB", saying(200, "x".repeat(SIX_MEGABYTES)), "more than 5 MB"),
                arguments("an endless answer", chunked(), "more than 5 MB"),
                arguments("a broken connection", torn(), "broke before"),
                arguments("a slow answer", slow(), "did not answer within 0.3 s"),
                arguments(
                        "a partial answer",
                        saying(200, "{\"status\":\"success\",\"warnings\":[\"store a is down\"],\"data\":{}}"),
                        "partial: store a is down"),
                arguments(
                        "a query it can't read",
                        saying(400, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:3: parse error\"}"),
                        "bad_data: 1:3: parse error"),
                arguments("a string", result("string", "[1764,\"x\"]"), "type 'string'"),
                arguments("raw samples", result("matrix", "[]"), "a range of samples"),
                arguments("not a number", result("scalar", "[1764,\"NaN\"]"), "NaN"),
                arguments("infinity", result("scalar", "[1764,\"+Inf\"]"), "Infinity"),
                arguments("two series", result("vector", "[" + series + "," + series + "]"), "2 series"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void is_a_failure_that_says_what_it_was(String what, Behaviour behaviour, String reason) throws Exception {
        try (StubPrometheus stub = new StubPrometheus(behaviour)) {
            Sample sample = read(stub.url());
            assertThat(sample).as(what).isInstanceOf(Sample.Failed.class);
            assertThat(((Sample.Failed) sample).reason()).contains(reason).doesNotContain("secret");
        }
    }

    @Test
    void is_missing_data_where_the_answer_is_empty() throws Exception {
        try (StubPrometheus stub = new StubPrometheus(result("vector", "[]"))) {
            assertThat(read(stub.url())).isInstanceOf(Sample.Missing.class);
        }
    }

    @Test
    void is_a_failure_where_nobody_listens() {
        assertThat(read(URI.create("http://127.0.0.1:1")))
                .isEqualTo(new Sample.Failed("cannot connect to http://127.0.0.1:1: connection refused"));
    }

    @Test
    void is_tried_once_more_where_the_endpoint_is_down_and_not_where_it_refuses() throws Exception {
        try (StubPrometheus down = new StubPrometheus(saying(503, ""));
                StubPrometheus refusing = new StubPrometheus(saying(400, ""))) {
            read(down.url());
            read(refusing.url());
            assertThat(down.asked()).hasSize(2);
            assertThat(refusing.asked()).hasSize(1);
        }
    }

    @Test
    void opens_a_circuit_when_it_lasts() throws Exception {
        try (StubPrometheus stub = new StubPrometheus(saying(500, ""));
                PrometheusSource source = new PrometheusSource(PrometheusConnection.to(stub.url()))) {
            List<Sample> samples = IntStream.range(0, 8)
                    .mapToObj(second -> candidate(source, NOON.plusSeconds(second)))
                    .toList();
            assertThat(stub.asked()).hasSizeLessThanOrEqualTo(10);
            assertThat(((Sample.Failed) samples.getLast()).reason()).startsWith("circuit open since 20");
        }
    }

    @Test
    void never_tells_the_credentials() throws Exception {
        Credentials bearer = new Credentials.Bearer("s3cr3t");
        try (StubPrometheus stub = new StubPrometheus(saying(401, "no"));
                PrometheusSource source =
                        new PrometheusSource(PrometheusConnection.to(stub.url()).as(bearer))) {
            assertThat(candidate(source, NOON).toString()).doesNotContain("s3cr3t");
            assertThat(stub.asked().getFirst().getFirst("Authorization")).isEqualTo("Bearer s3cr3t");
            assertThat(bearer.toString() + new Credentials.Basic("me", "s3cr3t"))
                    .doesNotContain("s3cr3t");
        }
    }

    @Test
    void is_not_multiplied_by_many_who_ask_the_same() throws Exception {
        CountDownLatch all = new CountDownLatch(50);
        Behaviour whenAllWait = exchange -> {
            all.await();
            result("scalar", "[1764,\"3\"]").answer(exchange);
        };
        try (StubPrometheus stub = new StubPrometheus(whenAllWait);
                PrometheusSource source = new PrometheusSource(PrometheusConnection.to(stub.url()));
                ExecutorService releases = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Sample>> samples = IntStream.range(0, 50)
                    .mapToObj(_ -> releases.submit(() -> {
                        all.countDown();
                        return candidate(source, NOON);
                    }))
                    .toList();
            for (Future<Sample> sample : samples) {
                assertThat(sample.get()).isEqualTo(new Sample.Value(3));
            }
            assertThat(stub.asked()).hasSize(1);
        }
    }

    @Test
    void is_halved_by_asking_for_both_arms_at_once() throws Exception {
        try (StubPrometheus stub = new StubPrometheus(result("matrix", "[]"));
                PrometheusSource source = new PrometheusSource(PrometheusConnection.to(stub.url()))) {
            source.read(Subjects.shop(Map.of()), new Metric.Latency(), NOON, NOON.plusSeconds(10));
            assertThat(stub.asked()).hasSize(1);
        }
    }

    @Test
    void is_not_made_by_many_different_questions_at_once() throws Exception {
        try (StubPrometheus stub = new StubPrometheus(result("scalar", "[1764,\"3\"]"));
                PrometheusSource source = new PrometheusSource(PrometheusConnection.to(stub.url()));
                ExecutorService releases = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Sample>> samples = IntStream.range(0, 300)
                    .mapToObj(second -> releases.submit(() -> candidate(source, NOON.plusSeconds(second))))
                    .toList();
            for (Future<Sample> sample : samples) {
                assertThat(sample.get()).isEqualTo(new Sample.Value(3));
            }
            assertThat(stub.asked()).hasSize(300);
        }
    }

    private static Sample read(URI url) {
        PrometheusConnection hasty = PrometheusConnection.to(url).answeringWithin(Duration.ofMillis(300));
        try (PrometheusSource source = new PrometheusSource(hasty)) {
            return candidate(source, NOON);
        }
    }

    private static Sample candidate(PrometheusSource source, Instant end) {
        return source.read(Subjects.first(), QUERY, end.minusSeconds(10), end).candidate();
    }

    private static Behaviour redirect() {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", "http://169.254.169.254/secret");
            exchange.sendResponseHeaders(302, -1);
        };
    }

    private static Behaviour chunked() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = new byte[64 * 1024];
            for (int sent = 0; sent < SIX_MEGABYTES; sent += piece.length) {
                exchange.getResponseBody().write(piece);
            }
        };
    }

    private static Behaviour torn() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.close();
        };
    }

    private static Behaviour slow() {
        return exchange -> {
            CountDownLatch never = new CountDownLatch(1);
            never.await();
            exchange.sendResponseHeaders(200, -1);
        };
    }
}
