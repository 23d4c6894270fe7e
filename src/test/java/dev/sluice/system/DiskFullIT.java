package dev.sluice.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.demo.Shop;
import dev.sluice.system.SteadyCreates.Answered;
import dev.sluice.system.TriedPostgres.Outage;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("With a full disk")
class DiskFullIT {

    private static final Duration CAUGHT_UP = Duration.ofMinutes(1);

    @TempDir
    Path data;

    private TriedShop tried;

    @BeforeEach
    void open() {
        tried = new TriedShop();
    }

    @AfterEach
    void close() {
        tried.close();
    }

    @Test
    void under_the_journal_what_can_not_be_kept_is_refused_and_what_was_promised_is_there() {
        try (SmallDisk disk = SmallDisk.mount(data.resolve("disk"), 4);
                TriedPostgres postgres = new TriedPostgres(data.resolve("postgres"));
                RunningSluice sluice = serve(postgres, disk.path().resolve("sluice"))) {
            describe(sluice);
            postgres.goAway(Outage.STOPPED);
            List<String> promised = new ArrayList<>();
            promised.add(accepted(create(sluice, 1)));

            disk.fill();
            // What is left of the file's last block still takes some.
            HttpResponse<String> answer = create(sluice, 2);
            for (int number = 3; answer.statusCode() == 202; number++) {
                promised.add(accepted(answer));
                answer = create(sluice, number);
            }
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("journal");

            disk.makeRoom();
            promised.add(accepted(create(sluice, 1000)));
            postgres.comeBack(Outage.STOPPED);

            assertThat(createdAfterTheFirst(postgres, promised.size())).containsExactlyElementsOf(promised);
        }
    }

    @Test
    void under_postgresql_it_counts_as_away_and_gets_everything_when_there_is_room_again() {
        try (SmallDisk disk = SmallDisk.mount(data.resolve("disk"), 256);
                TriedPostgres postgres = new TriedPostgres(disk.path().resolve("postgres"));
                RunningSluice sluice = serve(postgres, data.resolve("sluice"))) {
            describe(sluice);

            disk.fill();
            assertThat(postgres.refusal("create table filler as select generate_series(1, 10000) as number"))
                    .as("SQLSTATE of a full disk")
                    .isEqualTo("53100");
            SteadyCreates creates = SteadyCreates.at(sluice, 10);
            creates.awaitAnswered(20, "202");
            disk.makeRoom();
            creates.awaitAnswered(creates.answered("201") + 10, "201");
            List<Answered> answers = creates.stop();

            assertThat(answers).extracting(Answered::status).containsOnly(201, 202);
            List<String> promised = answers.stream().map(Answered::id).toList();
            assertThat(createdAfterTheFirst(postgres, promised.size())).containsExactlyElementsOf(promised);
            assertThat(creates.neverFound()).isEmpty();
        }
    }

    /** The first release was made by the description. */
    private static List<String> createdAfterTheFirst(TriedPostgres postgres, int atLeast) {
        List<String> created = Awaitility.await("the journal is carried out")
                .atMost(CAUGHT_UP)
                .until(
                        () -> postgres.column(
                                "select subject from audit where action = ? order by number", "release.create"),
                        all -> all.size() > atLeast);
        return created.subList(1, created.size());
    }

    private static HttpResponse<String> create(RunningSluice sluice, int number) {
        return sluice.call("POST", "/v1/releases", SteadyCreates.body(number));
    }

    private static String accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return RunningSluice.json(answer).path("id").asText();
    }

    private void describe(RunningSluice sluice) {
        Shop old = tried.open("1.0", TriedShop.GOOD);
        tried.describe(sluice, TriedShop.quick(), Map.of("type", "embedded"));
        TriedShop.ended(sluice, tried.release(sluice, old));
    }

    private static RunningSluice serve(TriedPostgres postgres, Path dataDir) {
        return RunningSluice.serve(Map.of(), "--database-url", postgres.url(), "--data-dir", dataDir.toString());
    }
}
