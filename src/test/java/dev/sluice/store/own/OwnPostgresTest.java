package dev.sluice.store.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Sluice's own PostgreSQL")
class OwnPostgresTest {

    private final Path dataDir = SharedDirectory.PATH;

    private OwnPostgres postgres;

    @BeforeEach
    void start() {
        postgres = OwnPostgres.start(dataDir);
    }

    @AfterEach
    void stop() {
        postgres.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "server_version, 18.1",
        "fsync, on",
        "synchronous_commit, on",
        "full_page_writes, on",
        "listen_addresses, 127.0.0.1",
        "unix_socket_directories, ''",
        "log_timezone, UTC",
        "data_checksums, on"
    })
    void is_set_up_to_keep_what_it_is_given(String setting, String value) throws SQLException {
        assertThat(new Sql(postgres).value("show " + setting)).isEqualTo(value);
    }

    @Test
    void keeps_its_data_and_its_port_over_a_restart() throws SQLException {
        new Sql(postgres).run("create table kept as select 42 as answer");
        int port = postgres.port();

        postgres.stop();
        postgres = OwnPostgres.start(dataDir);

        assertThat(new Sql(postgres).value("select answer from kept")).isEqualTo("42");
        assertThat(postgres.port()).isEqualTo(port);
    }

    @Test
    void ends_when_it_is_stopped_however_often() {
        postgres.stop();
        postgres.stop();

        await().until(() -> ProcessHandle.of(postgres.pid()).isEmpty());
        assertThat(dataDir.resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void comes_back_with_its_data_and_its_port_when_it_is_killed() throws SQLException {
        new Sql(postgres).run("create table if not exists survived as select 43 as answer");
        int port = postgres.port();
        long before = postgres.pid();
        postgres.keepRunning();

        ProcessHandle.of(before).orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(30)).until(() -> postgres.pid() != before);
        assertThat(postgres.port()).isEqualTo(port);
        assertThat(new Sql(postgres).value("select answer from survived")).isEqualTo("43");
    }

    @Test
    void stays_away_when_it_is_stopped_though_it_is_kept_running() {
        postgres.keepRunning();
        long before = postgres.pid();

        postgres.stop();

        await().until(() -> ProcessHandle.of(before).isEmpty());
        assertThat(postgres.pid()).isEqualTo(before);
        assertThat(dataDir.resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void refuses_a_wrong_password() {
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), "guessed"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void is_closed_to_other_users_of_the_machine() throws Exception {
        assertThat(permissions(dataDir)).isEqualTo("rwx------");
        assertThat(permissions(dataDir.resolve("data"))).isEqualTo("rwx------");
        assertThat(permissions(dataDir.resolve("postgres.password"))).isEqualTo("rw-------");
    }

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
