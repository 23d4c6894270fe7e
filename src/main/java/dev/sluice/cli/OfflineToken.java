package dev.sluice.cli;

import dev.sluice.engine.Ids;
import dev.sluice.security.NewToken;
import dev.sluice.security.Principal;
import dev.sluice.security.Role;
import dev.sluice.security.Secret;
import dev.sluice.store.Tokens;
import dev.sluice.store.own.DatabaseUnavailable;
import dev.sluice.store.own.OwnPostgres;
import dev.sluice.validation.InvalidDocument;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import picocli.CommandLine.Option;

/**
 * Makes a token at the database itself, past the API: for who has lost the last admin token, and for a first one before
 * the server listens. Who can write the database can do anything to Sluice anyway; the audit says that it was done so.
 */
final class OfflineToken {

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Makes it past the API, in the server's own PostgreSQL, whether the server runs or not.")
    Optional<Path> dataDir = Optional.empty();

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = {
                "Makes it past the API, in this database: jdbc:postgresql://HOST/DB,",
                "with SLUICE_DATABASE_USER and SLUICE_DATABASE_PASSWORD."
            })
    Optional<String> databaseUrl = Optional.empty();

    /** What was made. */
    record Made(Tokens.Stored token, Secret secret) {}

    boolean isAsked() {
        return dataDir.isPresent() || databaseUrl.isPresent();
    }

    Made make(Terminal terminal, NewToken asked) {
        if (dataDir.isPresent() && databaseUrl.isPresent()) {
            throw new Failed(Exit.USAGE, "--data-dir and --database-url exclude each other");
        }
        try {
            return dataDir.isPresent()
                    ? OwnPostgres.borrow(dataDir.get(), url -> at(Jdbi.create(url), asked))
                    : at(given(terminal, databaseUrl.orElseThrow()), asked);
        } catch (DatabaseUnavailable unavailable) {
            throw new Failed(Exit.ERROR, String.valueOf(unavailable.getMessage()));
        } catch (JdbiException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new Failed(Exit.ERROR, "the database can't be used: " + cause.getMessage());
        } catch (InvalidDocument invalid) {
            throw new Failed(Exit.USAGE, String.valueOf(invalid.getMessage()));
        }
    }

    private static Jdbi given(Terminal terminal, String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new Failed(Exit.USAGE, "--database-url must begin with jdbc:postgresql:");
        }
        Properties access = new Properties();
        if (!terminal.env("SLUICE_DATABASE_USER").isEmpty()) {
            access.setProperty("user", terminal.env("SLUICE_DATABASE_USER"));
            access.setProperty("password", terminal.env("SLUICE_DATABASE_PASSWORD"));
        }
        return Jdbi.create(url, access);
    }

    private static Made at(Jdbi database, NewToken asked) {
        return database.inTransaction(handle -> at(handle, asked));
    }

    private static Made at(Handle handle, NewToken asked) {
        boolean isSluices = handle.createQuery(
                        "select to_regclass('token') is not null and to_regclass('audit') is not null")
                .mapTo(Boolean.class)
                .one();
        if (!isSluices) {
            throw new Failed(Exit.USAGE, "this database has no tables of Sluice; start ./sluice serve on it once");
        }
        Instant now = handle.createQuery("select now()").mapTo(Instant.class).one();
        Secret secret = Secret.draw();
        Tokens.Stored token = asked.checked("t-" + Ids.ulid(now), secret, Principal.OFFLINE, now);
        if (!Tokens.any(handle) && !token.role().equals(Role.ADMIN.word())) {
            throw new Failed(Exit.USAGE, "the first token must be an admin's: only an admin makes more");
        }
        NewToken.create(handle, token, secret, Map.of("user", System.getProperty("user.name", "")));
        return new Made(token, secret);
    }
}
