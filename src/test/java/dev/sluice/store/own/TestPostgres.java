package dev.sluice.store.own;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL for all tests of a JVM, started when first needed and removed at its end. */
public final class TestPostgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {}

    /** The JDBC URL, with user and password, of an empty database that nobody else uses. */
    public static String freshDatabase() {
        String name = "test" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(urlOf("postgres"));
                Statement create = connection.createStatement()) {
            create.execute("create database " + name);
            return urlOf(name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String urlOf(String database) {
        OwnPostgres postgres = Shared.POSTGRES;
        return "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable&user=%s&password=%s"
                .formatted(postgres.port(), database, postgres.username(), postgres.password());
    }

    /** Loaded, and so started, by the first test that needs it. */
    private static final class Shared {

        static final OwnPostgres POSTGRES = start();

        private static OwnPostgres start() {
            try {
                Path directory = Files.createTempDirectory("sluice-test-");
                OwnPostgres postgres = OwnPostgres.start(directory);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(postgres, directory)));
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void remove(OwnPostgres postgres, Path directory) {
            postgres.stop();
            try {
                new Tree(directory).delete();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
