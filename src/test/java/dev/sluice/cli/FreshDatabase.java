package dev.sluice.cli;

import dev.sluice.store.own.TestPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A Sluice with a database of its own and free ports. */
public final class FreshDatabase implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.datasource.jdbc.url", TestPostgres.freshDatabase(),
                "quarkus.http.test-port", "0",
                "quarkus.management.port", "0",
                "quarkus.management.test-port", "0");
    }

    @Override
    public void stop() {
        // The database goes with its server, at the end of the JVM.
    }
}
