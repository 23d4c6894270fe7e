package dev.sluice.cli;

import java.util.Map;

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

    private Defaults() {}

    static boolean isDefault(Document document, String path, String value) {
        boolean ownRegion = path.equals("region") && value.equals(document.name());
        if (document.kind() == Kind.STRATEGY) {
            return StrategyDefaults.isDefault(document, path, value);
        }
        return value.equals(of(document.kind()).get(path)) || (document.kind() == Kind.TARGET && ownRegion);
    }

    private static Map<String, String> of(Kind kind) {
        return switch (kind) {
            case CONNECTION -> CONNECTION;
            case ENVIRONMENT -> ENVIRONMENT;
            case STRATEGY -> Map.of();
            case SERVICE -> SERVICE;
            case TARGET -> TARGET;
        };
    }
}
