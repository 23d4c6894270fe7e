package dev.sluice.engine.journal;

import dev.sluice.engine.Intent;
import dev.sluice.release.Command;
import java.time.Instant;

/**
 * A request that was taken in while the database was away.
 *
 * @param id of the entry, in the order of arrival
 * @param at when it came
 * @param principal who asked
 * @param key its idempotency key
 * @param request fingerprint of what was asked under the key
 */
public record Entry(String id, Instant at, String principal, String key, String request, Intent intent) {

    /** Whether it ends a release at once. */
    public boolean isAbort() {
        return intent instanceof Intent.Order order && order.command() instanceof Command.Abort;
    }

    /** Whether the same is asked; under one key nothing else may be. */
    public boolean isSameRequestAs(Entry other) {
        return request.equals(other.request);
    }

    boolean isUnder(String otherPrincipal, String otherKey) {
        return principal.equals(otherPrincipal) && key.equals(otherKey);
    }
}
