package dev.sluice.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named thing that is released.
 *
 * @param strategy default for its releases; where it is missing, the strategy {@code standard} that Sluice brings
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceDocument(
        @Nullable String name,
        @Nullable List<String> owners,
        @Nullable String strategy) {

    /** With defaults filled in. */
    public ServiceDocument checked(String nameInUrl) {
        Flaws flaws = new Flaws();
        flaws.name("/name", nameInUrl);
        Named.sameName(flaws, name, nameInUrl);
        if (strategy != null) {
            flaws.name("/strategy", strategy);
        }
        flaws.throwIfAny();
        return new ServiceDocument(
                nameInUrl, owners == null ? List.of() : List.copyOf(owners), strategy == null ? "standard" : strategy);
    }
}
