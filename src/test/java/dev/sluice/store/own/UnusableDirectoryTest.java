package dev.sluice.store.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Permissions don't stop root, as whom the tests may run: so these are directories that nobody could use. */
@DisplayName("A data directory is refused in one sentence that names the setting")
class UnusableDirectoryTest {

    @TempDir
    private Path temporary;

    @Test
    void when_it_is_a_file() throws Exception {
        refuses(Files.createFile(temporary.resolve("file")), "it is a file, not a directory");
    }

    @Test
    void when_it_is_below_a_file() throws Exception {
        refuses(Files.createFile(temporary.resolve("file")).resolve("data"), "is a file, not a directory");
    }

    @Test
    void when_nothing_can_be_created_there() {
        refuses(Path.of("/proc/sluice"), "/proc/sluice can't be created");
    }

    @Test
    void when_it_holds_other_things_that_other_users_can_see() throws Exception {
        Files.createFile(temporary.resolve("photo"));
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));

        refuses(temporary, "open to other users");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary)))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void when_its_database_is_of_another_major_version() throws Exception {
        Files.createDirectory(temporary.resolve("data"));
        Files.writeString(temporary.resolve("data/PG_VERSION"), "17\n");

        refuses(temporary, "PostgreSQL 17");
    }

    @Test
    void when_the_password_of_its_database_is_gone() throws Exception {
        Files.createDirectory(temporary.resolve("data"));
        Files.writeString(temporary.resolve("data/PG_VERSION"), Binaries.MAJOR_VERSION + "\n");

        refuses(temporary, "postgres.password");
    }

    private static void refuses(Path dataDir, String reason) {
        assertThatThrownBy(() -> OwnPostgres.start(dataDir))
                .isInstanceOf(DatabaseUnavailable.class)
                .message()
                .contains(dataDir.toString(), reason, "--data-dir")
                .hasLineCount(1);
    }
}
