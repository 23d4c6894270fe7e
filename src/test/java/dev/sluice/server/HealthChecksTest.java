package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.api.IntakeHealth;
import dev.sluice.engine.Intent;
import dev.sluice.engine.Retention;
import dev.sluice.engine.journal.Entry;
import dev.sluice.engine.journal.JournalRefuses;
import dev.sluice.release.ReleaseId;
import dev.sluice.store.TestDatabase;
import dev.sluice.store.own.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Health of a process's real parts, which are stopped and broken one by one. */
class HealthChecksTest {

    private static final String RELEASE = "r-01k9b2c3d4e5f6g7h8j9k0m1n2";
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path directory;

    private String url = "";
    private OwnRouter router;
    private Parts parts;

    @BeforeEach
    void start() {
        url = TestPostgres.freshDatabase();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        TestDatabase.migrate(source);
        router = OwnRouter.start("127.0.0.1", 0, Optional.empty(), false);
        parts = Parts.of(
                new Parts.Setup(source, url, new Properties(), true, directory, new Retention.Periods(DAY, DAY)),
                router,
                new SimpleMeterRegistry());
        parts.start();
    }

    @AfterEach
    void stop() {
        parts.stop();
        router.close();
    }

    @Test
    void a_process_is_alive_while_the_loop_of_its_engine_goes_round() {
        EngineHealth health = new EngineHealth(parts.engine());
        // The loop waits for a second at most when nothing is to be done.
        Duration limit = Duration.ofSeconds(30);
        assertThat(health.within(limit).getStatus()).isEqualTo(Status.UP);
        AtomicLong longest = new AtomicLong();
        await("a round begins").until(() -> {
            long since = parts.engine().sinceRound().toNanos();
            return since < longest.getAndAccumulate(since, Math::max);
        });

        parts.engine().close();

        await().until(() -> health.within(Duration.ofSeconds(2)).getStatus() == Status.DOWN);
        assertThat(health.call().getStatus()).as("before the limit").isEqualTo(Status.UP);
    }

    @Test
    void a_process_is_ready_while_its_router_listens() {
        RouterHealth health = new RouterHealth(router);
        assertThat(health.call().getStatus()).isEqualTo(Status.UP);
        assertThat(health.call().getData().orElseThrow()).containsEntry("port", (long) router.port());

        router.router().stop(Duration.ZERO);

        assertThat(health.call().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void a_process_is_ready_without_a_database_as_long_as_its_journal_can_be_written() throws Exception {
        IntakeHealth health = new IntakeHealth(parts.availability(), parts.journal(), parts.membership());
        assertIntake(health.call(), Status.UP, "answers");

        letConnect(false);
        await().until(() -> parts.availability().isAway());
        assertIntake(health.call(), Status.UP, "away");

        parts.journal().close();
        assertThatThrownBy(() -> parts.journal().append(anEntry())).isInstanceOf(JournalRefuses.class);
        assertIntake(health.call(), Status.DOWN, "away");
        assertThat(health.call().getData().orElseThrow().get("trouble"))
                .asString()
                .contains("the journal can't be written");

        letConnect(true);
        await().until(() -> !parts.availability().isAway());
        assertIntake(health.call(), Status.UP, "answers");
    }

    private static void assertIntake(HealthCheckResponse answer, Status status, String database) {
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getData().orElseThrow()).containsEntry("database", database);
    }

    private static Entry anEntry() {
        ReleaseId release = new ReleaseId(RELEASE);
        return new Entry(
                "e-1", Instant.EPOCH, "anna", "key", "POST retry", new Intent.Retry(release, release, "anna", "again"));
    }

    /** Whether PostgreSQL lets anybody into the database; who is inside is thrown out. */
    private void letConnect(boolean allowed) throws SQLException {
        String name = url.replaceAll(".*/(\\w+)\\?.*", "$1");
        try (Connection connection = DriverManager.getConnection(url.replace("/" + name + "?", "/postgres?"));
                Statement statement = connection.createStatement()) {
            statement.execute("alter database " + name + " allow_connections " + allowed);
            if (!allowed) {
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
            }
        }
    }
}
