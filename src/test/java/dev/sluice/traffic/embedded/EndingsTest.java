package dev.sluice.traffic.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How requests ended")
class EndingsTest {

    private Rig rig;

    @BeforeEach
    void start() {
        rig = Rig.start();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    /** Everything that was counted, once so many requests have ended. */
    private WindowCounts counted(long requests) {
        await().until(() ->
                rig.router.totals().stream().mapToLong(VersionTotals::requests).sum() >= requests);
        List<WindowCounts> windows = rig.router.drain(Instant.now().plusSeconds(2));
        return new WindowCounts(
                Rig.SHOP,
                Rig.V1,
                Instant.EPOCH,
                windows.stream().mapToLong(WindowCounts::requests).sum(),
                windows.stream().mapToLong(WindowCounts::errors).sum(),
                windows.stream().mapToLong(WindowCounts::clientErrors).sum(),
                windows.stream().mapToLong(WindowCounts::abandoned).sum(),
                List.of(),
                List.of(),
                List.of(),
                windows.stream().flatMap(window -> window.users().stream()).toList());
    }

    private Socket asking() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), rig.port);
        client.getOutputStream()
                .write("GET / HTTP/1.1\r\nHost: shop\r\nx-user: anna\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    @Test
    void a_client_that_leaves_before_the_answer_has_abandoned_its_request() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        rig.router.write(Rig.stable(rig.instance(request -> asked.countDown())));

        Socket client = asking();
        asked.await();
        client.close();

        WindowCounts counted = counted(1);
        assertThat(counted.abandoned()).isEqualTo(1);
        assertThat(counted.errors()).isZero();
        assertThat(counted.users())
                .singleElement()
                .satisfies(user -> assertThat(user.abandoned()).isEqualTo(1));
    }

    @Test
    void a_client_that_leaves_within_the_answer_has_abandoned_its_request() throws Exception {
        rig.router.write(Rig.stable(
                rig.instance(request -> request.response().setChunked(true).write("the beginning"))));

        try (Socket client = asking()) {
            assertThat(client.getInputStream().read()).isPositive();
        }

        assertThat(counted(1).abandoned()).isEqualTo(1);
    }

    @Test
    void the_reader_of_a_stream_of_events_ends_it_by_leaving() throws Exception {
        rig.router.write(Rig.stable(rig.instance(request -> request.response()
                .putHeader("content-type", "text/event-stream")
                .setChunked(true)
                .write("data: 1\n\n"))));

        try (Socket client = asking()) {
            assertThat(client.getInputStream().read()).isPositive();
        }

        WindowCounts counted = counted(1);
        assertThat(counted.requests()).isEqualTo(1);
        assertThat(counted.abandoned()).isZero();
    }

    @Test
    void answers_are_told_apart_by_their_status() throws Exception {
        rig.router.write(Rig.stable(rig.instance(request -> request.response()
                .setStatusCode(Integer.parseInt(String.valueOf(request.path()).substring(1)))
                .end())));

        for (int status : new int[] {200, 304, 400, 404, 499, 500, 503}) {
            rig.get("/" + status, "x-user", "anna");
        }

        WindowCounts counted = counted(7);
        assertThat(counted.errors()).isEqualTo(2);
        assertThat(counted.clientErrors()).isEqualTo(3);
        assertThat(counted.abandoned()).isZero();
        assertThat(counted.users().stream()
                        .mapToLong(user -> user.errors() + user.clientErrors())
                        .sum())
                .isEqualTo(5);
    }

    @Test
    void a_request_without_a_key_is_nobodys() throws Exception {
        rig.router.write(Rig.stable(
                rig.instance(request -> request.response().setStatusCode(500).end())));

        rig.get("/");

        WindowCounts counted = counted(1);
        assertThat(counted.errors()).isEqualTo(1);
        assertThat(counted.users()).isEmpty();
    }

    @Test
    void the_user_with_most_of_the_bad_requests_is_known_among_any_number_of_others() {
        BadByUser users = new BadByUser();
        for (int i = 0; i < 1000; i++) {
            users.add(bad(i % 3 == 0 ? 77 : 1000 + i));
        }

        assertThat(users.users()).hasSizeLessThanOrEqualTo(BadByUser.PLACES);
        assertThat(users.users()).anySatisfy(user -> {
            assertThat(user.user()).isEqualTo(77);
            assertThat(user.errors()).isGreaterThan(300);
        });
    }

    @Test
    void users_are_counted_alike_by_many_threads() {
        BadByUser users = new BadByUser();

        IntStream.range(0, 8000).parallel().forEach(i -> users.add(bad(i % 8)));

        assertThat(users.users().stream().mapToLong(WindowCounts.OfUser::errors).sum())
                .isEqualTo(8000L);
    }

    private static Ending bad(int user) {
        return new Ending(Ending.Outcome.ERROR, true, Ending.NO_SLICE, user, 1);
    }
}
