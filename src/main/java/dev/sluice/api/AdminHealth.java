package dev.sluice.api;

import dev.sluice.engine.Membership;
import dev.sluice.schedule.PeriodicTask;
import dev.sluice.security.LastAdmin;
import dev.sluice.store.Database;
import dev.sluice.store.DatabaseAway;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Says in time, in the log and beside the health, that nobody is going to be admin. It never makes the service unready,
 * and whoever asks for the health is told what is known: a database that hangs must not keep it waiting.
 */
@Readiness
@ApplicationScoped
public class AdminHealth implements HealthCheck {

    private static final Logger LOG = Logger.getLogger(AdminHealth.class);
    private static final Duration LOOKS_EVERY = Duration.ofMinutes(1);
    private static final Duration WARNS_EVERY = Duration.ofHours(6);

    private final Database database;
    private final Membership membership;
    private volatile Optional<PeriodicTask> task = Optional.empty();
    private volatile Optional<String> warning = Optional.empty();
    private Instant warned = Instant.EPOCH;

    public AdminHealth(Database database, Membership membership) {
        this.database = database;
        this.membership = membership;
    }

    void start(@Observes StartupEvent event) {
        task = Optional.of(PeriodicTask.start("admins", () -> LOOKS_EVERY, this::look));
    }

    void stop(@Observes ShutdownEvent event) {
        task.ifPresent(PeriodicTask::close);
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("admins").up();
        warning.ifPresent(text -> answer.withData("warning", text));
        return answer.build();
    }

    private void look() {
        Instant now = membership.now();
        try {
            warning = database.read(handle -> LastAdmin.warning(handle, now));
        } catch (DatabaseAway unknown) {
            return;
        }
        if (warning.isPresent() && warned.plus(WARNS_EVERY).isBefore(now)) {
            warned = now;
            LOG.warn(warning.get());
        }
    }
}
