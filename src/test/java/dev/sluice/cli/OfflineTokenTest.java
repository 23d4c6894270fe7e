package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.security.TokenAuthenticator;
import dev.sluice.security.TokenAuthenticator.Shown;
import dev.sluice.store.Database;
import dev.sluice.store.own.OwnPostgres;
import dev.sluice.store.own.TestPostgres;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** A token made at the database itself, when nobody is admin any more. */
class OfflineTokenTest {

    private static PGSimpleDataSource migrated(String url) {
        PGSimpleDataSource source = source(url);
        Flyway.configure().dataSource(source).load().migrate();
        return source;
    }

    private static PGSimpleDataSource source(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    private static String urlOf(OwnPostgres postgres) {
        return postgres.jdbcUrl() + "&user=" + postgres.username() + "&password=" + postgres.password();
    }

    private static Run create(String name, String... options) {
        return Run.of(Stream.concat(Stream.of("token", "create", name, "--role", "admin"), Stream.of(options))
                .toArray(String[]::new));
    }

    private static void assertIsAdmin(PGSimpleDataSource source, Run made, String name) {
        assertThat(made.code()).as(made.err()).isZero();
        TokenAuthenticator authenticator = new TokenAuthenticator(new Database(source), System::nanoTime);
        Shown shown = authenticator.who(Optional.of("Bearer " + made.out().strip()), false);
        assertThat(shown).isInstanceOfSatisfying(Shown.Known.class, known -> {
            assertThat(known.principal().name()).isEqualTo(name);
            assertThat(known.principal().role().word()).isEqualTo("admin");
        });
        assertThat(new Database(source)
                        .<String>read(
                                handle -> handle.createQuery("select principal || ' ' || (detail ->> 'name') from audit"
                                                + " where action = 'token.create' order by number desc limit 1")
                                        .mapTo(String.class)
                                        .one()))
                .isEqualTo("offline " + name);
    }

    @Test
    void is_made_in_a_given_database() {
        String url = TestPostgres.freshDatabase();
        PGSimpleDataSource source = migrated(url);

        assertIsAdmin(source, create("Rescue", "--database-url", url), "rescue");
    }

    @Test
    void is_made_in_the_own_postgresql_whether_it_runs_or_not(@TempDir Path directory) {
        OwnPostgres running = OwnPostgres.start(directory);
        try {
            PGSimpleDataSource source = migrated(urlOf(running));
            assertIsAdmin(source, create("during", "--data-dir", directory.toString()), "during");
        } finally {
            running.stop();
        }

        Run made = create("after", "--data-dir", directory.toString());

        OwnPostgres again = OwnPostgres.start(directory);
        try {
            assertIsAdmin(source(urlOf(again)), made, "after");
        } finally {
            again.stop();
        }
    }

    @Test
    void is_refused_in_words(@TempDir Path empty) {
        Run nothing = create("x", "--data-dir", empty.toString());
        assertThat(nothing.code()).isEqualTo(Exit.ERROR.code());
        assertThat(nothing.err()).contains("There is no database of Sluice in " + empty);
        assertThat(empty).isEmptyDirectory();

        String other = TestPostgres.freshDatabase();
        assertThat(create("x", "--database-url", other).err()).contains("no tables of Sluice");
        migrated(other);
        assertThat(create("sluice", "--database-url", other).err()).contains("/name", "is kept for");
        assertThat(Run.of("token", "create", "x", "--role", "viewer", "--database-url", other)
                        .err())
                .contains("first token must be an admin's");
        assertThat(create("x", "--database-url", "http://x").code()).isEqualTo(Exit.USAGE.code());
        assertThat(create("x", "--database-url", "jdbc:postgresql://127.0.0.1:1/x")
                        .err())
                .contains("the database can't be used");
    }
}
