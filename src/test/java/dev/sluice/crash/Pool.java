package dev.sluice.crash;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.Driver;

/** Connections as the packaged program keeps them. */
final class Pool {

    private Pool() {}

    static AgroalDataSource of(String url) {
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(20)
                            .acquisitionTimeout(Duration.ofSeconds(5))
                            .idleValidationTimeout(Duration.ofSeconds(1))
                            .connectionValidator(ConnectionValidator.defaultValidator())
                            .exceptionSorter(new PostgreSQLExceptionSorter())
                            .connectionFactoryConfiguration(
                                    factory -> factory.jdbcUrl(url).connectionProviderClass(Driver.class))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
