package dev.sluice.server;

import dev.sluice.engine.Engine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** A process is alive while the engine's loop goes round. It reads what is known in memory and asks nobody. */
@Liveness
@ApplicationScoped
public class EngineHealth implements HealthCheck {

    /** More than the loop waits for a database that hangs (see connect, acquisition and socket time-outs). */
    static final Duration LIMIT = Duration.ofMinutes(2);

    private final Engine engine;

    public EngineHealth(Engine engine) {
        this.engine = engine;
    }

    @Override
    public HealthCheckResponse call() {
        return within(LIMIT);
    }

    HealthCheckResponse within(Duration limit) {
        Duration since = engine.sinceRound();
        return HealthCheckResponse.named("engine")
                .status(since.compareTo(limit) <= 0)
                .withData("millisSinceRound", since.toMillis())
                .withData("releases", engine.holds())
                .build();
    }
}
