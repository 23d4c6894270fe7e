package dev.sluice.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where services run: {@code prod}, {@code staging}.
 *
 * @param requireDigest whether a version must come with a digest, so that a tag alone is never released
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EnvironmentDocument(
        @Nullable String name, @Nullable Boolean requireDigest) {

    /** With defaults filled in. */
    public EnvironmentDocument checked(String nameInUrl) {
        Flaws flaws = new Flaws();
        flaws.name("/name", nameInUrl);
        Named.sameName(flaws, name, nameInUrl);
        flaws.throwIfAny();
        return new EnvironmentDocument(nameInUrl, requireDigest != null && requireDigest);
    }

    public boolean digestRequired() {
        return requireDigest != null && requireDigest;
    }
}
