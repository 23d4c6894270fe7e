package dev.sluice.engine.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Which freezes there are, as the checker itself makes it out of what was announced. */
final class Freezings {

    /** An engine may know freezes as they were a second ago, and a node's idea of the clock may be a little off. */
    private static final Duration NOTICE = Duration.ofMillis(1_100);

    private static final Duration TOLERANCE = Duration.ofMillis(100);

    private final Map<String, Fact.Announced> standing = new HashMap<>();

    void see(Fact.Announced announced) {
        standing.put(announced.name(), announced);
    }

    void see(Fact.Thawed thawed) {
        standing.remove(thawed.name());
    }

    /**
     * Whether whoever decided then, and writes it now, must have known of a freeze: it was there long enough before, and
     * nobody has changed it since.
     */
    boolean held(String service, Instant decided) {
        return standing.values().stream().anyMatch(it -> held(it, service, decided));
    }

    private static boolean held(Fact.Announced freeze, String service, Instant decided) {
        Instant from = freeze.from().isBefore(freeze.at()) ? freeze.at() : freeze.from();
        return freeze.service().filter(one -> !one.equals(service)).isEmpty()
                && !decided.isBefore(from.plus(NOTICE))
                && decided.plus(TOLERANCE).isBefore(freeze.until());
    }
}
