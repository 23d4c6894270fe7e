package dev.sluice.store.own;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The PostgreSQL of the tests")
class TestPostgresTest {

    @Test
    void gives_every_caller_an_empty_database_of_its_own() throws SQLException {
        try (Connection first = DriverManager.getConnection(TestPostgres.freshDatabase());
                Connection second = DriverManager.getConnection(TestPostgres.freshDatabase());
                Statement statement = first.createStatement()) {
            statement.execute("create table of_the_first ()");

            assertThat(tables(second)).isZero();
        }
    }

    private static int tables(Connection connection) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, "public", "%", null)) {
            int count = 0;
            while (tables.next()) {
                count++;
            }
            return count;
        }
    }
}
