package dev.sluice.server;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A PostgreSQL that somebody else runs; user and password come by the environment, never on the command line. */
final class GivenDatabase {

    private static final int OLDEST = 14;
    private static final int CONNECT_SECONDS = 5;
    private static final int TRIES = 5;
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private GivenDatabase() {}

    /**
     * Asks whether it is there and new enough.
     *
     * @throws SetupFailed when it isn't
     */
    static void check(String url) {
        problem(url).ifPresent(what -> {
            throw new SetupFailed("--database-url: " + what);
        });
    }

    /** Waits for it: the router serves its last table meanwhile, so ending would help nobody. */
    static void await(String url) {
        Optional<String> problem = problem(url);
        while (problem.isPresent()) {
            System.err.println("sluice: the router serves its last table; --database-url: " + problem.get());
            try {
                Thread.sleep(AGAIN);
            } catch (InterruptedException stopping) {
                throw new SetupFailed("stopped while waiting for the database");
            }
            problem = problem(url);
        }
    }

    static Map<String, String> settings(String url) {
        Map<String, String> settings = new TreeMap<>(Map.of("quarkus.datasource.jdbc.url", url));
        user().ifPresent(user -> {
            settings.put("quarkus.datasource.username", user);
            settings.put("quarkus.datasource.password", password());
        });
        return settings;
    }

    private static Optional<String> problem(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            return Optional.of("must begin with jdbc:postgresql:");
        }
        DriverManager.setLoginTimeout(CONNECT_SECONDS);
        try (Connection connection = connect(url)) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            return version < OLDEST
                    ? Optional.of("PostgreSQL " + OLDEST + " or later is needed, this is " + version)
                    : sharedSession(url, connection);
        } catch (SQLException away) {
            return Optional.of("the database doesn't answer: " + away.getMessage());
        }
    }

    /**
     * A pooler that gives a connection another session of PostgreSQL for each transaction takes away what Sluice stands
     * on: LISTEN, prepared statements, locks of a session. It would seem to work for a while. Two connections that are
     * open at the same time and have one session show it; several tries, because others may use the pooler as well.
     */
    private static Optional<String> sharedSession(String url, Connection one) throws SQLException {
        try (Connection other = connect(url)) {
            for (int i = 0; i < TRIES; i++) {
                if (session(one) == session(other)) {
                    return Optional.of("the URL goes through a pooler that shares sessions (such as PgBouncer in"
                            + " transaction or statement mode), and Sluice needs its own for LISTEN, locks and prepared"
                            + " statements; use the pooler's session mode, or the port of the database itself");
                }
            }
            return Optional.empty();
        }
    }

    private static int session(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet pid = statement.executeQuery("select pg_backend_pid()")) {
            pid.next();
            return pid.getInt(1);
        }
    }

    private static Connection connect(String url) throws SQLException {
        return user().isPresent()
                ? DriverManager.getConnection(url, user().get(), password())
                : DriverManager.getConnection(url);
    }

    private static Optional<String> user() {
        return Optional.ofNullable(System.getenv("SLUICE_DATABASE_USER")).filter(user -> !user.isEmpty());
    }

    private static String password() {
        return Optional.ofNullable(System.getenv("SLUICE_DATABASE_PASSWORD")).orElse("");
    }
}
