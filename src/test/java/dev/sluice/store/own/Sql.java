package dev.sluice.store.own;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Asks a database one thing. */
record Sql(OwnPostgres postgres) {

    void run(String statement) throws SQLException {
        try (Connection connection = connection();
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    String value(String query) throws SQLException {
        try (Connection connection = connection();
                Statement ask = connection.createStatement();
                ResultSet answer = ask.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }
}
