package dev.sluice.metrics;

import dev.sluice.validation.Flaws;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a target's series are called and labelled in a source, as its document says under {@code /metrics/labels}. */
public final class SeriesNames {

    private static final List<String> KNOWN =
            List.of("version", "requests", "errors", "clientErrors", "latency", "selector");

    private SeriesNames() {}

    /** Those that are given; one that nobody knows is a flaw. */
    public static Map<String, String> checked(Flaws flaws, @Nullable Map<String, String> given) {
        Map<String, String> names = given == null ? Map.of() : given;
        names.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .forEach(name ->
                        flaws.add("/metrics/labels/" + name, "is not known; known are " + String.join(", ", KNOWN)));
        return names;
    }
}
