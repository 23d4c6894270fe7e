package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayName("The schema")
class MigrationTest {

    /** Last migration of the first schema that was released. */
    private static final int FIRST = 3;

    private static final Pattern TAKES_AWAY = Pattern.compile(
            "(?is)\\bdrop\\s+(table|column|view)\\b|\\brename\\b|\\bset\\s+not\\s+null\\b"
                    + "|\\balter\\s+column\\s+\\w+\\s+type\\b|\\badd\\s+column\\b(?![^;,]*\\bdefault\\b)[^;,]*\\bnot\\s+null\\b");

    /** A process of the schema before runs beside it while one after the other is replaced, and goes back to it. */
    @Test
    void is_only_added_to_so_that_the_version_before_can_run_on_it() throws IOException {
        try (Stream<Path> migrations = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(migrations.filter(MigrationTest::isOnTopOfTheFirst))
                    .allSatisfy(migration -> assertThat(Files.readString(migration))
                            .as("takes away what the version before reads or writes; do that one version later")
                            .doesNotContainPattern(TAKES_AWAY));
        }
        assertThat("alter table release drop column label").containsPattern(TAKES_AWAY);
        assertThat("alter table release add column size int not null").containsPattern(TAKES_AWAY);
        assertThat("alter table release add column size int not null default 0").doesNotContainPattern(TAKES_AWAY);
    }

    private static boolean isOnTopOfTheFirst(Path migration) {
        String name = migration.getFileName().toString();
        return Integer.parseInt(name.substring(1, name.indexOf("__"))) > FIRST;
    }

    @Test
    void is_made_once_when_several_processes_start_at_once() throws Exception {
        PGSimpleDataSource source = TestDatabase.empty();
        int made = 0;
        try (ExecutorService processes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(processes.submit(() -> TestDatabase.migrate(source)));
            }
            for (Future<Integer> one : all) {
                made += one.get();
            }
        }

        assertThat(made).isEqualTo(TestDatabase.migrate(TestDatabase.empty()));
        assertThat(new Database(source).<Boolean>read(handle -> Tokens.any(handle)))
                .isFalse();
    }
}
