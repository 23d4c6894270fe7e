package dev.sluice.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.validation.Flaws;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named thing that is released.
 *
 * @param strategy default for its releases; where it is missing, the strategy {@code standard} that Sluice brings
 * @param strategies that its releasers may take; where they are missing, only its own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceDocument(
        @Nullable String name,
        @Nullable List<String> owners,
        @Nullable String strategy,
        @Nullable List<String> strategies) {

    /** With defaults filled in. */
    public ServiceDocument checked(String nameInUrl) {
        Flaws flaws = new Flaws();
        flaws.name("/name", nameInUrl);
        flaws.sameName(name, nameInUrl);
        if (strategy != null) {
            flaws.name("/strategy", strategy);
        }
        AllowedStrategies.check(flaws, Optional.ofNullable(strategies));
        if (strategies != null && !strategies.contains(ownStrategy())) {
            flaws.add("/strategies", "leave out " + ownStrategy() + ", which is the service's own strategy; add it");
        }
        flaws.throwIfAny();
        return new ServiceDocument(
                nameInUrl,
                owners == null ? List.of() : List.copyOf(owners),
                ownStrategy(),
                strategies == null ? null : List.copyOf(strategies));
    }

    /** The one that its releases take where they name none. */
    public String ownStrategy() {
        return strategy == null ? Planner.STANDARD : strategy;
    }
}
