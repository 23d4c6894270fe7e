package dev.sluice.bench;

import dev.sluice.store.Database;
import dev.sluice.store.own.OwnPostgres;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/** A PostgreSQL of its own with Sluice's schema and a pool as the service has it; fsync and synchronous commit are on. */
final class BenchDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 40;
    private static final double NANOS = 1e9;

    private final Path directory;
    private final OwnPostgres postgres;
    private final AgroalDataSource pool;
    private final CountedStatements statements = new CountedStatements();

    private BenchDatabase(Path directory, OwnPostgres postgres, AgroalDataSource pool) {
        this.directory = directory;
        this.postgres = postgres;
        this.pool = pool;
    }

    static BenchDatabase start(Path directory) throws SQLException {
        OwnPostgres postgres = OwnPostgres.start(directory);
        Flyway.configure()
                .dataSource(postgres.jdbcUrl(), postgres.username(), postgres.password())
                .load()
                .migrate();
        AgroalDataSourceConfigurationSupplier supplier = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(configuration -> configuration
                        .maxSize(CONNECTIONS)
                        .acquisitionTimeout(Duration.ofSeconds(5))
                        .connectionFactoryConfiguration(connection -> connection
                                .jdbcUrl(postgres.jdbcUrl())
                                .principal(new NamePrincipal(postgres.username()))
                                .credential(new SimplePassword(postgres.password()))));
        return new BenchDatabase(directory, postgres, AgroalDataSource.from(supplier));
    }

    Database database() {
        return new Database(statements.on(pool));
    }

    long statements() {
        return statements.count();
    }

    /** Of all its processes that are alive. */
    double cpuSeconds() {
        try {
            long postmaster = Long.parseLong(Files.readAllLines(directory.resolve("data/postmaster.pid"))
                    .getFirst()
                    .strip());
            try (Stream<ProcessHandle> processes =
                    ProcessHandle.of(postmaster).orElseThrow().descendants()) {
                return processes
                        .flatMap(process -> process.info().totalCpuDuration().stream())
                        .mapToDouble(used -> used.toNanos() / NANOS)
                        .sum();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return postgres.jdbcUrl();
    }

    Properties access() {
        Properties access = new Properties();
        access.setProperty("user", postgres.username());
        access.setProperty("password", postgres.password());
        return access;
    }

    /** For {@code --database-url}. */
    String urlWithAccess() {
        return url() + "&user=" + postgres.username() + "&password=" + postgres.password();
    }

    @Override
    public void close() {
        pool.close();
        postgres.stop();
    }
}
