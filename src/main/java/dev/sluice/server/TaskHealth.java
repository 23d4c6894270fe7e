package dev.sluice.server;

import dev.sluice.schedule.PeriodicTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/** A process is alive while the work that it repeats comes to its end each time. */
@Liveness
@ApplicationScoped
public class TaskHealth implements HealthCheck {

    /** More than it takes to carry out a full journal, or to delete for the first time what is too old. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Override
    public HealthCheckResponse call() {
        List<String> stuck = PeriodicTask.stuck(LIMIT);
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("tasks").status(stuck.isEmpty());
        if (!stuck.isEmpty()) {
            answer.withData("stuck", String.join(", ", stuck));
        }
        return answer.build();
    }
}
