package dev.sluice.store.own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("PostgreSQL under root")
class AccountTest {

    private final DataDirectory directory = DataDirectory.open(SharedDirectory.PATH);

    @BeforeEach
    void asRoot() {
        assumeTrue(new UnixSystem().getUid() == 0);
    }

    @Test
    void runs_as_nobody_where_no_namespace_can_be_made() throws Exception {
        OwnPostgres.start(directory.root()).stop();
        Binaries binaries = Binaries.in(directory);
        Account account = Account.firstThatRuns(List.of(new Account.Nobody()), binaries, directory);

        Postmaster postmaster = new Launcher(directory, binaries, account).launch();

        assertThat(Files.getAttribute(directory.postmasterPid(), "unix:uid")).isEqualTo(account.owner());
        postmaster.stop(directory);
        assertThat(directory.postmasterPid()).doesNotExist();
    }

    @Test
    void says_what_to_do_where_there_is_no_way() {
        Binaries missing = new Binaries(Path.of("nowhere"));

        assertThatThrownBy(() -> Account.thatRuns(missing, directory))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("as a user other than root")
                .hasMessageContaining("--data-dir");
    }
}
