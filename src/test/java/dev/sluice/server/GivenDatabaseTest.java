package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.store.own.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that is given to serve, also behind a real PgBouncer. */
class GivenDatabaseTest {

    @TempDir
    Path directory;

    @Test
    void is_used_as_it_is() {
        assertThatCode(() -> GivenDatabase.check(TestPostgres.freshDatabase())).doesNotThrowAnyException();
    }

    @Test
    void behind_a_pooler_that_keeps_sessions_is_used() throws Exception {
        try (Pooler pooler = new Pooler(directory, "session")) {
            assertThatCode(() -> GivenDatabase.check(pooler.url())).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction", "statement"})
    void behind_a_pooler_that_shares_sessions_is_refused_in_words(String mode) throws Exception {
        try (Pooler pooler = new Pooler(directory, mode)) {
            assertThatThrownBy(() -> GivenDatabase.check(pooler.url()))
                    .isInstanceOf(SetupFailed.class)
                    .hasMessageContaining("--database-url")
                    .hasMessageContaining("goes through a pooler")
                    .hasMessageContaining("session mode");
        }
    }

    /** A real PgBouncer on a free port, in front of a fresh database. */
    private static final class Pooler implements AutoCloseable {
        private final Process process;
        private final int port;

        Pooler(Path directory, String mode) throws IOException {
            this.port = freePort();
            Map<String, String> database = parameters(TestPostgres.freshDatabase());
            Path settings = directory.resolve("pgbouncer.ini");
            Files.writeString(settings, """
                    [databases]
                    sluice = host=127.0.0.1 port=%s dbname=%s user=%s password=%s
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = any
                    pool_mode = %s
                    ignore_startup_parameters = extra_float_digits
                    """.formatted(
                            database.get("port"),
                            database.get("dbname"),
                            database.get("user"),
                            database.get("password"),
                            port,
                            mode));
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-r--r--"));
            this.process = new ProcessBuilder(command(settings))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("pgbouncer.log").toFile())
                    .start();
            await().atMost(Duration.ofSeconds(10)).until(this::listens);
        }

        /** It refuses to run as root, and Debian has it where only root looks. */
        private static List<String> command(Path settings) {
            List<String> command = new ArrayList<>();
            command.add(Stream.of("/usr/sbin/pgbouncer", "/usr/local/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer")
                    .filter(program -> Files.isExecutable(Path.of(program)))
                    .findFirst()
                    .orElse("pgbouncer"));
            if (System.getProperty("user.name").equals("root")) {
                command.addAll(List.of("-u", "nobody"));
            }
            command.add(settings.toString());
            return command;
        }

        private static int freePort() throws IOException {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            }
        }

        private static Map<String, String> parameters(String jdbcUrl) {
            URI url = URI.create(jdbcUrl.substring("jdbc:".length()));
            Map<String, String> parameters = Stream.of(url.getQuery().split("&"))
                    .map(parameter -> parameter.split("=", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
            parameters.put("port", String.valueOf(url.getPort()));
            parameters.put("dbname", url.getPath().substring(1));
            return parameters;
        }

        private boolean listens() {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        }

        String url() {
            return "jdbc:postgresql://127.0.0.1:" + port + "/sluice?sslmode=disable&user=any&password=any";
        }

        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }
}
