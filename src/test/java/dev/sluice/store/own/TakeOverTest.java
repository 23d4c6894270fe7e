package dev.sluice.store.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A data directory")
class TakeOverTest {

    private final Path dataDir = SharedDirectory.PATH;

    @Test
    void is_taken_over_with_its_running_postgres_from_a_killed_sluice() throws Exception {
        SluiceInAnotherProcess killed = SluiceInAnotherProcess.on(dataDir);
        killed.kill();

        OwnPostgres postgres = OwnPostgres.start(dataDir);

        assertThat(postgres.pid()).isEqualTo(killed.postmaster());
        assertThat(new Sql(postgres).value("select 1")).isEqualTo("1");
        postgres.stop();
        assertThat(dataDir.resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void is_recovered_when_sluice_and_its_postgres_were_killed() throws Exception {
        SluiceInAnotherProcess killed = SluiceInAnotherProcess.on(dataDir);
        killed.kill();
        OwnPostgres before = OwnPostgres.start(dataDir);
        new Sql(before).run("create table recovered as select 42 as answer");
        ProcessHandle.of(before.pid()).ifPresent(ProcessHandle::destroyForcibly);
        before.stop();
        assertThat(dataDir.resolve("data/postmaster.pid")).exists();

        OwnPostgres postgres = OwnPostgres.start(dataDir);

        assertThat(postgres.pid()).isNotEqualTo(before.pid());
        assertThat(new Sql(postgres).value("select answer from recovered")).isEqualTo("42");
        postgres.stop();
    }

    @Test
    void is_not_mistaken_for_running_because_another_program_got_the_process_id() throws Exception {
        OwnPostgres.start(dataDir).stop();
        Files.writeString(
                dataDir.resolve("data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + dataDir + "/data\n1700000000\n5432\n\n127.0.0.1\n\nready   \n");

        OwnPostgres postgres = OwnPostgres.start(dataDir);

        assertThat(new Sql(postgres).value("select 1")).isEqualTo("1");
        postgres.stop();
    }

    @Test
    void gets_another_port_when_somebody_took_the_last_one() throws Exception {
        OwnPostgres before = OwnPostgres.start(dataDir);
        before.stop();
        try (ServerSocket other = new ServerSocket(before.port(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
            OwnPostgres postgres = OwnPostgres.start(dataDir);

            assertThat(postgres.port()).isNotEqualTo(other.getLocalPort());
            postgres.stop();
        }
    }

    @Test
    void is_refused_to_a_second_sluice() throws Exception {
        OwnPostgres postgres = OwnPostgres.start(dataDir);

        assertThatThrownBy(() -> OwnPostgres.start(dataDir))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("this process");
        SluiceInAnotherProcess second = SluiceInAnotherProcess.on(dataDir);

        assertThat(second.isRefused()).isTrue();
        assertThat(second.firstLine())
                .contains(
                        dataDir.toString(), "process " + ProcessHandle.current().pid(), "--data-dir");
        postgres.stop();
    }

    @Test
    void says_what_postgres_says_when_it_does_not_start() throws Exception {
        OwnPostgres.start(dataDir).stop();
        Path control = dataDir.resolve("data/global/pg_control");
        Path away = dataDir.resolve("pg_control");
        Files.move(control, away);

        assertThatThrownBy(() -> OwnPostgres.start(dataDir))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining(dataDir.toString())
                .hasMessageContaining("global/pg_control");
        Files.move(away, control);
    }
}
