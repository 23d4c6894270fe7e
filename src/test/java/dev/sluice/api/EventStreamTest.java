package dev.sluice.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SluiceResource.class)
class EventStreamTest {

    /** A stream that somebody reads. */
    private record Reading(List<String> lines, CompletableFuture<HttpResponse<Stream<String>>> head, Thread reader) {

        List<String> ids() {
            return lines.stream()
                    .filter(line -> line.startsWith("id:"))
                    .map(line -> line.substring(3).strip())
                    .toList();
        }

        void awaitEnd(Duration most) throws InterruptedException {
            reader.join(most);
            assertThat(reader.isAlive()).as("still open").isFalse();
        }
    }

    private static Reading read(HttpClient http, String path, String token, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token);
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        var head = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines());
        List<String> lines = new CopyOnWriteArrayList<>();
        Thread reader = Thread.ofVirtual().start(() -> head.join().body().forEach(lines::add));
        return new Reading(lines, head, reader);
    }

    @Test
    void a_release_is_followed_to_its_end_and_from_where_one_stopped() throws Exception {
        Catalogue.service("streamed", Catalogue.QUICK);
        Releases.stable("streamed", "1.0");
        String token = Api.admin().tokenOf("listener", "person", "viewer");
        String id = Releases.create("streamed", "1.1");
        try (HttpClient http = HttpClient.newHttpClient()) {
            Reading live = read(http, "/v1/releases/" + id + "/events", token, "");
            live.awaitEnd(Duration.ofSeconds(15));

            assertThat(live.lines()).contains("event:release.created", "event:release.ended");
            assertThat(live.head().join().headers().firstValue("X-Content-Type-Options"))
                    .contains("nosniff");
            List<String> ids = live.ids();
            Reading rest = read(http, "/v1/releases/" + id + "/events", token, ids.get(2));
            rest.awaitEnd(Duration.ofSeconds(5));
            assertThat(rest.ids()).isEqualTo(ids.subList(3, ids.size()));
            Reading again = read(http, "/v1/releases/" + id + "/events", token, "");
            again.awaitEnd(Duration.ofSeconds(5));
            assertThat(again.lines()).isEqualTo(live.lines());
        }
    }

    @Test
    void json_is_answered_to_whoever_doesnt_ask_for_a_stream() {
        Catalogue.service("unstreamed", Catalogue.QUICK);
        String id = Releases.stable("unstreamed", "1.0");

        Response any = Api.admin().asking().accept("*/*").get("/v1/releases/" + id + "/events?limit=2");

        assertThat(any.contentType()).startsWith("application/json");
        assertThat(any.jsonPath().getList("items.number")).containsExactly(1, 2);
        Response next =
                Api.admin().get("/v1/releases/" + id + "/events?limit=2&pageToken=" + any.path("nextPageToken"));
        assertThat(next.jsonPath().getList("items.number", Integer.class)).startsWith(3);
    }

    @Test
    void everything_is_one_stream_that_ends_when_its_listener_is_shut_out() throws Exception {
        Catalogue.service("all-streamed", Catalogue.QUICK);
        String token = Api.admin().tokenOf("leaver", "person", "viewer");
        String tokenId = Api.admin().get("/v1/tokens").jsonPath().getString("items.find { it.name == 'leaver' }.id");
        try (HttpClient http = HttpClient.newHttpClient()) {
            Reading live = read(http, "/v1/events", token, "0");
            String id = Releases.stable("all-streamed", "1.0");
            await().atMost(Duration.ofSeconds(5))
                    .until(() ->
                            live.lines().stream().anyMatch(line -> line.contains(id) && line.contains("SUCCEEDED")));

            Api.admin().delete("/v1/tokens/" + tokenId).then().statusCode(204);

            live.awaitEnd(Duration.ofSeconds(7));
        }
    }

    @Test
    void what_is_no_place_in_a_stream_is_refused() throws IOException {
        Catalogue.service("misplaced", Catalogue.QUICK);
        String id = Releases.stable("misplaced", "1.0");
        for (String place : List.of("-1", "first", "99999999999999999999")) {
            Response answer = Api.admin()
                    .asking()
                    .accept("text/event-stream")
                    .header("Last-Event-ID", place)
                    .get("/v1/releases/" + id + "/events");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.asString()).contains("Last-Event-ID");
        }
    }
}
