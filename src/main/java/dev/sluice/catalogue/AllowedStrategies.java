package dev.sluice.catalogue;

import dev.sluice.validation.Flaws;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The strategies that a releaser may take; any other takes an operator. A strategy decides how a version is tested, so
 * whoever could name any could go round every gate and approval.
 *
 * @param names empty when service and environment have nothing in common
 * @param why who says so, for people
 */
public record AllowedStrategies(List<String> names, String why) {

    /** By the lists of both; where there is none, only the service's own strategy. */
    public static AllowedStrategies of(ServiceDocument service, EnvironmentDocument environment) {
        Optional<List<String>> ofService = Optional.ofNullable(service.strategies());
        Optional<List<String>> ofEnvironment = Optional.ofNullable(environment.strategies());
        if (ofService.isEmpty() && ofEnvironment.isEmpty()) {
            return new AllowedStrategies(
                    List.of(service.ownStrategy()),
                    "neither service " + service.name() + " nor environment " + environment.name()
                            + " lists strategies, so it is the service's own");
        }
        List<String> names = new ArrayList<>(ofService.or(() -> ofEnvironment).orElseThrow());
        ofEnvironment.ifPresent(names::retainAll);
        List<String> why = new ArrayList<>();
        ofService.ifPresent(list -> why.add("service " + service.name() + " lists " + text(list)));
        ofEnvironment.ifPresent(list -> why.add("environment " + environment.name() + " lists " + text(list)));
        return new AllowedStrategies(List.copyOf(names), String.join(", ", why));
    }

    public boolean has(String strategy) {
        return names.contains(strategy);
    }

    /** What a releaser may take, and why. */
    public String sentence() {
        return text(names) + " (" + why + ")";
    }

    private static String text(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /** Reads a list of a document; null where there is none. */
    static void check(Flaws flaws, Optional<List<String>> strategies) {
        List<String> names = strategies.orElse(List.of());
        if (strategies.isPresent() && (names.isEmpty() || names.size() > MOST)) {
            flaws.add("/strategies", "must name 1 to " + MOST + " strategies, or be left out");
        }
        for (int i = 0; i < Math.min(names.size(), MOST); i++) {
            flaws.name("/strategies/" + i, Objects.requireNonNullElse(names.get(i), ""));
        }
    }

    private static final int MOST = 50;
}
