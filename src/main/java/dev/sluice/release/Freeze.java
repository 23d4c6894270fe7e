package dev.sluice.release;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A time in which releases are held: no candidate gets more traffic, nothing starts and nothing becomes stable. What
 * takes a candidate out goes on as always, and an undo isn't held either: it is how a bad version is taken out later.
 *
 * @param environments in which; empty: in all
 * @param services of which; empty: of all
 * @param reason for people; may be empty
 */
public record Freeze(String name, Set<String> environments, Set<String> services, String reason, Schedule schedule) {

    /** What it means for a release; empty when it isn't in force for it. */
    Optional<Frozen> inForce(Spec spec, Instant now) {
        return spec.kind() == Spec.Kind.UNDO ? Optional.empty() : inForce(spec.service(), spec.environment(), now);
    }

    Optional<Frozen> inForce(String service, String environment, Instant now) {
        boolean meant = isAmong(environment, environments) && isAmong(service, services);
        return meant ? schedule.inForceUntil(now).map(until -> new Frozen(name, reason, until)) : Optional.empty();
    }

    private static boolean isAmong(String name, Set<String> names) {
        return names.isEmpty() || names.contains(name);
    }
}
