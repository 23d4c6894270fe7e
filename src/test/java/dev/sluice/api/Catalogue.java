package dev.sluice.api;

import static org.hamcrest.Matchers.lessThan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes what a release needs, under names of the test's own. */
final class Catalogue {

    /** Goes on after each hold, unjudged. */
    static final Map<String, Object> QUICK = Map.of(
            "steps",
            List.of(Map.of("weight", 5, "hold", "300ms"), Map.of("weight", 50, "hold", "300ms"), Map.of("weight", 100)),
            "gates",
            List.of(),
            "bake",
            "0s",
            "window",
            "1s");

    /** Stays at 5 % until somebody does something. */
    static final Map<String, Object> PATIENT = Map.of(
            "steps",
            List.of(Map.of("weight", 5, "hold", "1h"), Map.of("weight", 50, "hold", "1h"), Map.of("weight", 100)),
            "gates",
            List.of(),
            "bake",
            "0s");

    private Catalogue() {}

    /** A service with one target {@code here} in the environment {@code test}, released by a strategy of its own. */
    static void service(String name, Map<String, Object> strategy) {
        Api admin = Api.admin();
        admin.put("/v1/environments/test", "{}");
        admin.put("/v1/strategies/" + name, strategy).then().statusCode(lessThan(300));
        admin.put("/v1/services/" + name, Map.of("strategy", name)).then().statusCode(lessThan(300));
        target(name, "here", "test");
    }

    static void target(String service, String name, String environment) {
        Map<String, Object> traffic = Map.of("hosts", List.of(name + "." + service + ".example"));
        Api.admin()
                .put(
                        "/v1/services/" + service + "/targets/" + name,
                        Map.of("environment", environment, "traffic", traffic))
                .then()
                .statusCode(lessThan(300));
    }

    /** A strategy that differs in one field. */
    static Map<String, Object> with(Map<String, Object> strategy, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(strategy);
        changed.put(field, value);
        return changed;
    }
}
