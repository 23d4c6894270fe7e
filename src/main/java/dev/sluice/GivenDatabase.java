package dev.sluice;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A PostgreSQL that somebody else runs; user and password come by the environment, never on the command line. */
final class GivenDatabase {

    private static final int OLDEST = 14;
    private static final int CONNECT_SECONDS = 5;
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
                    : Optional.empty();
        } catch (SQLException away) {
            return Optional.of("the database doesn't answer: " + away.getMessage());
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
