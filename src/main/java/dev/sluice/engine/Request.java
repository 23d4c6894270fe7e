package dev.sluice.engine;

import dev.sluice.release.ReleaseId;
import dev.sluice.release.Spec;
import dev.sluice.release.Version;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A release as it is asked for.
 *
 * @param endpoints instances by target name; under {@code *} those of every target that isn't named
 * @param strategy in place of the service's own
 * @param follows what a retry or an undo is of
 * @param restricted whether who asks may take only the strategies that are allowed to releasers; a request that an
 *     earlier version put into its journal doesn't say it, and is free as it was when it was answered
 */
public record Request(
        String service,
        String environment,
        Version version,
        Map<String, List<URI>> endpoints,
        Optional<String> strategy,
        String reason,
        List<Spec.Link> links,
        Spec.Kind kind,
        Optional<ReleaseId> follows,
        String requestedBy,
        boolean restricted) {

    /** The key for targets that aren't named. */
    public static final String EVERY_TARGET = "*";

    List<URI> endpointsAt(String target) {
        return endpoints.getOrDefault(target, endpoints.getOrDefault(EVERY_TARGET, List.of()));
    }
}
