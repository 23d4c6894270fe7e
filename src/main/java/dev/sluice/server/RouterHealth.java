package dev.sluice.server;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A process is ready while its own router takes users' connections. */
@Readiness
@ApplicationScoped
public class RouterHealth implements HealthCheck {

    private final OwnRouter router;

    public RouterHealth(OwnRouter router) {
        this.router = router;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("router")
                .status(router.router().isListening())
                .withData("port", router.port())
                .build();
    }
}
