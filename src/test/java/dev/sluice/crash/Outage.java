package dev.sluice.crash;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** One database of a PostgreSQL that goes away for everybody, and comes back. */
final class Outage {

    private final String elsewhere;
    private final String database;
    private boolean away;

    Outage(String url) {
        int slash = url.lastIndexOf('/');
        int end = url.indexOf('?');
        this.database = url.substring(slash + 1, end);
        this.elsewhere = url.substring(0, slash) + "/postgres" + url.substring(end);
    }

    void begin() {
        away = true;
        execute("alter database " + database + " with allow_connections false");
        execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database + "'");
    }

    /** Nothing happens when it is there. */
    void end() {
        if (away) {
            execute("alter database " + database + " with allow_connections true");
            away = false;
        }
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(elsewhere);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
