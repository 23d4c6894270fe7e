package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/** Finds the environment that needn't be named. */
final class Environments {

    private Environments() {}

    /** The one in which a service has targets. */
    static String only(Api api, String service) {
        JsonNode page = api.find(Api.path("services", service, "targets") + "?limit=500")
                .orElseThrow(() -> Names.missing(api, "services", service))
                .json();
        Set<String> found = new TreeSet<>();
        page.path("items").forEach(target -> found.add(Json.text(target, "environment")));
        if (found.size() > 1) {
            throw new Failed(
                    Exit.USAGE, "--environment is missing: " + service + " has targets in " + String.join(", ", found));
        }
        if (found.isEmpty()) {
            throw new Failed(
                    Exit.USAGE,
                    service + " has no target yet; make one with sluice apply and a document of kind Target");
        }
        return found.iterator().next();
    }
}
