package dev.sluice.api;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;

/** Freezes of one service each, under its name. */
final class Freezes {

    private static final Map<String, Object> CENTURY =
            Map.of("from", "2020-01-01T00:00:00Z", "until", "2120-01-01T00:00:00Z");

    private Freezes() {}

    /** In force now, and for a hundred years. */
    static Map<String, Object> of(String service, String reason) {
        return Map.of("services", List.of(service), "reason", reason, "once", CENTURY);
    }

    static void put(String service, String reason) {
        Api.admin().put("/v1/freezes/" + service, of(service, reason)).then().statusCode(201);
    }

    static Response delete(String name) {
        return Api.admin().asking().header("If-Match", "*").delete("/v1/freezes/" + name);
    }
}
