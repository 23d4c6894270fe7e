package dev.sluice.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.demo.Shop;
import dev.sluice.security.Secret;
import dev.sluice.system.TriedPostgres.Outage;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Requests while the database is away")
class IntakeWithoutDatabaseIT {

    /** Long enough for a busy machine; how long it takes is for {@code ./sluice bench abort} to say. */
    private static final Duration CAUGHT_UP = Duration.ofMinutes(1);

    @TempDir
    Path data;

    private TriedPostgres postgres;
    private TriedShop tried;

    @BeforeEach
    void open() {
        postgres = new TriedPostgres(data.resolve("postgres"));
        tried = new TriedShop();
    }

    @AfterEach
    void close() {
        tried.close();
        postgres.close();
    }

    @Test
    void that_were_answered_with_2xx_are_there_afterwards_in_order_and_once() {
        try (RunningSluice sluice = serve()) {
            describe(sluice);
            SteadyCreates creates = SteadyCreates.at(sluice, 50);
            creates.awaitAnswered(40, "201");

            postgres.goAway(Outage.STOPPED);
            Instant gone = Instant.now();
            Awaitility.await("30 s of outage")
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> Instant.now().isAfter(gone.plusSeconds(30)));
            postgres.comeBack(Outage.STOPPED);
            creates.awaitAnswered(creates.answered("201") + 20, "201");
            List<SteadyCreates.Answered> answers = creates.stop();

            assertThat(creates.answered("202")).as("taken in while away").isGreaterThan(1_000);
            assertThat(answers).filteredOn(answer -> answer.status() / 100 != 2).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.retryAfter()).isNotEmpty();
            });
            List<String> promised = answers.stream()
                    .filter(answer -> answer.status() / 100 == 2)
                    .map(SteadyCreates.Answered::id)
                    .toList();
            List<String> created =
                    postgres.column("select subject from audit where action = ? order by number", "release.create");
            assertThat(created.subList(created.size() - promised.size(), created.size()))
                    .as("after the first release, which the description made")
                    .containsExactlyElementsOf(promised);
            assertThat(created).hasSize(promised.size() + 1);
            assertThat(creates.neverFound()).isEmpty();
        }
    }

    @Test
    void survive_kill_9_are_done_once_and_are_rejected_in_sight_when_they_can_not_be() throws Exception {
        String fine;
        String impossible;
        String status;
        try (RunningSluice sluice = serve()) {
            describe(sluice);
            postgres.goAway(Outage.STOPPED);
            fine = accepted(sluice.call("POST", "/v1/releases", SteadyCreates.body(7)))
                    .path("id")
                    .asText();
            JsonNode nonsense = accepted(sluice.call(
                    "POST",
                    "/v1/releases",
                    Map.of("service", "nothing", "environment", "prod", "version", Map.of("label", "1"))));
            impossible = nonsense.path("id").asText();
            status = nonsense.at("/_links/status").asText();
            assertThat(sluice.get("/v1/releases/" + impossible).path("phase").asText())
                    .isEqualTo("PENDING");
            assertThat(sluice.call("POST", "/v1/releases", Map.of("service", "shop"))
                            .statusCode())
                    .as("what is wrong in itself is refused at once")
                    .isEqualTo(422);
            assertThat(sluice.call("PUT", "/v1/services/other", Map.of()).statusCode())
                    .as("what is not taken in is refused with when to come again")
                    .isEqualTo(503);
            sluice.kill();
        }
        byte[] journal = Files.readAllBytes(journal());
        postgres.comeBack(Outage.STOPPED);
        try (RunningSluice again = serve()) {
            String of = "select subject from audit where action = 'release.create' and subject = ?";
            Awaitility.await("the journal is carried out")
                    .atMost(CAUGHT_UP)
                    .until(() -> !postgres.column(of, fine).isEmpty());

            assertThat(postgres.column(of, fine)).hasSize(1);
            assertThat(again.get("/v1/releases/" + fine).path("id").asText()).isEqualTo(fine);
            JsonNode rejected = again.get("/v1/releases/" + impossible);
            assertThat(rejected.path("phase").asText()).as(rejected.toString()).isEqualTo("REJECTED");
            assertThat(rejected.path("sentence").asText()).contains("no service nothing");
            assertThat(again.get(status).path("state").asText()).isEqualTo("REJECTED");
            assertThat(postgres.column("select detail ->> 'reason' from audit where subject = ?", impossible))
                    .singleElement()
                    .asString()
                    .contains("no service nothing");
        }
        Files.write(journal(), journal);
        try (RunningSluice asIfKilledBeforeTheJournalWasEmptied = serve()) {
            Awaitility.await("the journal is carried out again").until(() -> Files.size(journal()) == 0);

            assertThat(asIfKilledBeforeTheJournalWasEmptied.pid()).isPositive();
            assertThat(postgres.column("select action from audit where subject = ?", fine))
                    .containsOnlyOnce("release.create");
            assertThat(postgres.column("select action from audit where subject = ?", impossible))
                    .containsExactly("intake.rejected");
        }
    }

    private Path journal() {
        return data.resolve("sluice").resolve("intake.journal");
    }

    @Test
    void come_from_those_who_were_known_before() {
        try (RunningSluice sluice = serve()) {
            describe(sluice);
            JsonNode token = RunningSluice.json(
                    sluice.call("POST", "/v1/tokens", Map.of("name", "ada", "role", "admin", "kind", "person")));
            String known = "Bearer " + token.path("secret").asText();
            String never = "Bearer " + Secret.draw().text();
            assertThat(create(sluice, 1, known).statusCode()).isEqualTo(201);
            assertThat(create(sluice, 2, never).statusCode()).isEqualTo(401);

            postgres.goAway(Outage.HANGING);

            HttpResponse<String> stranger = create(sluice, 3, never);
            assertThat(stranger.statusCode()).isEqualTo(503);
            assertThat(stranger.headers().firstValue("Retry-After")).isPresent();
            assertThat(create(sluice, 4, known).statusCode()).isEqualTo(202);
            HttpResponse<String> first = create(sluice, 5, known, "Idempotency-Key", "same");
            HttpResponse<String> second = create(sluice, 5, known, "Idempotency-Key", "same");
            assertThat(accepted(second).path("id")).isEqualTo(accepted(first).path("id"));
            assertThat(create(sluice, 6, known, "Idempotency-Key", "same").statusCode())
                    .isEqualTo(422);
            postgres.comeBack(Outage.HANGING);
        }
    }

    @Test
    void are_what_ready_means_and_health_says_the_rest() throws Exception {
        int port = freePort();
        try (RunningSluice sluice = serve("--management-port", String.valueOf(port))) {
            URI health = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
            assertThat(page(health)).contains("\"database\": \"answers\"");

            postgres.goAway(Outage.HANGING);

            Awaitility.await("health says that the database is away")
                    .until(() -> page(health).contains("\"database\": \"away\""));
            assertThat(page(health)).contains("\"status\": \"UP\"").doesNotContain("DOWN");
            assertThat(page(health.resolve("/q/metrics"))).contains("sluice_database_answers 0");
            assertThat(page(health.resolve("/q/health/live"))).contains("\"status\": \"UP\"");
            postgres.comeBack(Outage.HANGING);
            assertThat(sluice.pid()).isPositive();
        }
    }

    private static HttpResponse<String> create(RunningSluice sluice, int number, String authorization, String... more) {
        String[] headers = new String[more.length + 2];
        System.arraycopy(more, 0, headers, 2, more.length);
        headers[0] = "Authorization";
        headers[1] = authorization;
        return sluice.call("POST", "/v1/releases", SteadyCreates.body(number), headers);
    }

    private static JsonNode accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return RunningSluice.json(answer);
    }

    private static String page(URI uri) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A shop with a stable version; candidates without an instance wait, the newest of them. */
    private void describe(RunningSluice sluice) {
        Shop old = tried.open("1.0", TriedShop.GOOD);
        tried.describe(sluice, TriedShop.quick(), Map.of("type", "embedded"));
        TriedShop.ended(sluice, tried.release(sluice, old));
    }

    private RunningSluice serve(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "--database-url",
                postgres.url(),
                "--data-dir",
                data.resolve("sluice").toString()));
        args.addAll(List.of(more));
        return RunningSluice.serve(Map.of(), args.toArray(String[]::new));
    }
}
