package dev.sluice.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.validation.Flaws;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where services run: {@code prod}, {@code staging}.
 *
 * @param requireDigest whether a version must come with a digest, so that a tag alone is never released
 * @param strategies that releasers may take here; where they are missing, what the service says
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnvironmentDocument(
        @Nullable String name,
        @Nullable Boolean requireDigest,
        @Nullable List<String> strategies) {

    /** With defaults filled in. */
    public EnvironmentDocument checked(String nameInUrl) {
        Flaws flaws = new Flaws();
        flaws.name("/name", nameInUrl);
        flaws.sameName(name, nameInUrl);
        AllowedStrategies.check(flaws, Optional.ofNullable(strategies));
        flaws.throwIfAny();
        return new EnvironmentDocument(
                nameInUrl, requireDigest != null && requireDigest, strategies == null ? null : List.copyOf(strategies));
    }

    public boolean digestRequired() {
        return requireDigest != null && requireDigest;
    }
}
