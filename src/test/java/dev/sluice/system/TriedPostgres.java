package dev.sluice.system;

import dev.sluice.store.own.OwnPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A PostgreSQL of a test's own that it stops, freezes and starts again: the same data on the same port. */
final class TriedPostgres implements AutoCloseable {

    private final Path directory;
    private final List<Connection> taken = new ArrayList<>();
    private OwnPostgres postgres;

    TriedPostgres(Path directory) {
        this.directory = directory;
        this.postgres = OwnPostgres.start(directory);
    }

    String url() {
        return url("postgres");
    }

    /** Of another database in it. */
    String url(String database) {
        return postgres.jdbcUrl().replace("/postgres?", "/" + database + "?") + "&user=" + postgres.username()
                + "&password=" + postgres.password();
    }

    /** Makes a copy of the database, which nobody may use meanwhile. */
    void copy(String name) {
        try (Connection connection = DriverManager.getConnection(url("template1"));
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template postgres");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SQLSTATE with which it refuses a statement. */
    String refusal(String sql) {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            throw new AssertionError("it was not refused: " + sql);
        } catch (SQLException refused) {
            return refused.getSQLState();
        }
    }

    /** How it goes away. */
    enum Outage {
        /** In order, as an operator stops it: connections end, new ones are refused. */
        STOPPED,
        /** Connections stay open and nobody answers: what a lost network or a stuck disk looks like. */
        HANGING,
        /** Somebody else has taken all connections, also those that Sluice had. */
        OUT_OF_CONNECTIONS
    }

    void goAway(Outage outage) {
        switch (outage) {
            case STOPPED -> postgres.stop();
            case HANGING -> signal("STOP");
            case OUT_OF_CONNECTIONS -> takeAllConnections();
        }
    }

    void comeBack(Outage outage) {
        switch (outage) {
            case STOPPED -> postgres = OwnPostgres.start(directory);
            case HANGING -> signal("CONT");
            case OUT_OF_CONNECTIONS -> giveConnectionsBack();
        }
    }

    private void takeAllConnections() {
        try {
            taken.add(DriverManager.getConnection(url()));
            Awaitility.await("Sluice has no connection").until(() -> {
                takeFreeConnections();
                return endSluicesConnections() == 0;
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void takeFreeConnections() {
        while (true) {
            try {
                taken.add(DriverManager.getConnection(url()));
            } catch (SQLException allTaken) {
                return;
            }
        }
    }

    private int endSluicesConnections() throws SQLException {
        try (Statement statement = taken.getFirst().createStatement();
                ResultSet ended = statement.executeQuery("""
                        select count(pg_terminate_backend(pid)) from pg_stat_activity
                        where application_name like 'sluice%'""")) {
            ended.next();
            return ended.getInt(1);
        }
    }

    private void giveConnectionsBack() {
        for (Connection connection : taken) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        taken.clear();
    }

    private void signal(String signal) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        processes().map(String::valueOf).forEach(command::add);
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Stream<Long> processes() {
        try {
            long postmaster = Long.parseLong(
                    Files.readAllLines(directory.resolve("data/postmaster.pid")).getFirst());
            return Stream.concat(
                    Stream.of(postmaster),
                    ProcessHandle.of(postmaster).orElseThrow().descendants().map(ProcessHandle::pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first column of what a query answers. */
    List<String> column(String query, String argument) {
        return column("postgres", query, argument);
    }

    /** The first column of what a query answers in another database. */
    List<String> column(String database, String query, String argument) {
        try (Connection connection = DriverManager.getConnection(url(database));
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, argument);
            List<String> values = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        postgres.stop();
    }
}
