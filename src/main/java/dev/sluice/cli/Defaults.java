package dev.sluice.cli;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the API fills in where a document says nothing, by the path of the field: a file that leaves it out doesn't
 * differ by it.
 */
final class Defaults {

    private static final Map<String, String> CONNECTION = Map.of("scrapeInterval", "15s");
    private static final Map<String, String> ENVIRONMENT = Map.of("requireDigest", "false");
    private static final Map<String, String> SERVICE = Map.of("owners", "[]", "strategy", "standard");
    private static final Map<String, String> TARGET = Map.of(
            "traffic.type", "embedded",
            "traffic.hosts", "[]",
            "traffic.pathPrefix", "/",
            "traffic.stickyBy.cookie", "sluice",
            "metrics.type", "embedded",
            "requireDigest", "false");
    private static final Map<String, String> FREEZE = Map.of("environments", "[]", "services", "[]", "reason", "");

    private Defaults() {}

    static Map<String, String> of(Document document) {
        return switch (document.kind()) {
            case CONNECTION -> CONNECTION;
            case ENVIRONMENT -> ENVIRONMENT;
            case STRATEGY -> Map.of();
            case SERVICE -> SERVICE;
            case TARGET -> ofTarget(document);
            case FREEZE -> FREEZE;
        };
    }

    private static Map<String, String> ofTarget(Document document) {
        Map<String, String> defaults = new TreeMap<>(TARGET);
        defaults.put("region", document.name());
        return defaults;
    }
}
