package dev.sluice.demo;

import java.util.List;
import java.util.Map;

/** The demo's documents: a careful plan in a hurry. */
final class DemoPlan {

    static final Map<String, Object> STRATEGY = Map.of(
            "type", "canary",
            "steps",
                    List.of(
                            Map.of("weight", 5, "hold", "4s"),
                            Map.of("weight", 20, "hold", "4s"),
                            Map.of("weight", 50, "hold", "4s"),
                            Map.of("weight", 100)),
            "bake", "4s",
            "window", "1s",
            "evidence", Map.of("requests", 20, "windows", 3));

    static final Map<String, Object> TARGET = Map.of(
            "environment",
            "demo",
            "traffic",
            Map.of(
                    "type", "embedded",
                    "hosts", List.of(Shoppers.Crowd.USUAL.host()),
                    "stickyBy", Map.of("cookie", "sluice")));

    private DemoPlan() {}
}
