package dev.sluice.store;

import dev.sluice.store.own.TestPostgres;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A fresh database with Sluice's schema, on real PostgreSQL. */
public final class TestDatabase {

    private TestDatabase() {}

    /** Without tables. */
    public static PGSimpleDataSource empty() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(TestPostgres.freshDatabase());
        return source;
    }

    public static Database migrated() {
        PGSimpleDataSource source = empty();
        migrate(source);
        return new Database(source);
    }

    /** Makes the tables; answers how many migrations that took. */
    public static int migrate(DataSource source) {
        return Flyway.configure().dataSource(source).load().migrate().migrationsExecuted;
    }
}
