package dev.sluice.api;

import dev.sluice.engine.Membership;
import dev.sluice.engine.journal.Journal;
import dev.sluice.store.Availability;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready is who takes requests in: also while the database is away and the journal takes them. What is degraded is said
 * beside it, so that a load balancer doesn't take away the one way to abort.
 */
@Readiness
@ApplicationScoped
public class IntakeHealth implements HealthCheck {

    private final Availability availability;
    private final Journal journal;
    private final Membership membership;

    public IntakeHealth(Availability availability, Journal journal, Membership membership) {
        this.availability = availability;
        this.journal = journal;
        this.membership = membership;
    }

    @Override
    public HealthCheckResponse call() {
        boolean away = availability.isAway();
        Duration ahead = membership.clockAhead();
        boolean clockIsOff = ahead.abs().compareTo(Membership.CLOCK_TOLERANCE) > 0;
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("intake")
                .status(!away || journal.trouble().isEmpty())
                .withData("database", away ? "away" : "answers")
                .withData("journal", journal.length())
                .withData("clock", clockIsOff ? "off" : "right")
                .withData("clockAheadMillis", ahead.toMillis());
        journal.trouble().ifPresent(trouble -> answer.withData("trouble", trouble));
        return answer.build();
    }
}
