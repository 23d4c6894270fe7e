package dev.sluice.store.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("PostgreSQL under root")
class AccountTest {

    @TempDir
    private Path temporary;

    private DataDirectory directory;

    @BeforeEach
    void asRoot() throws Exception {
        assumeTrue(new UnixSystem().getUid() == 0);
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
        directory = DataDirectory.open(temporary.resolve("data"));
    }

    @Test
    void runs_as_nobody_where_no_namespace_can_be_made() throws Exception {
        Binaries binaries = Binaries.in(directory);
        Account account = Account.firstThatRuns(List.of(new Account.Nobody()), binaries, directory);
        new Database(directory).create(binaries, account);

        Postmaster postmaster = new Launcher(directory, binaries, account).launch();

        assertThat(Files.getAttribute(directory.postmasterPid(), "unix:uid")).isEqualTo(account.owner());
        postmaster.stop(directory);
        assertThat(directory.postmasterPid()).doesNotExist();
    }

    @Test
    void says_what_to_do_where_there_is_no_way() {
        Binaries missing = new Binaries(temporary);

        assertThatThrownBy(() -> Account.thatRuns(missing, directory))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("as a user other than root")
                .hasMessageContaining("--data-dir");
    }
}
