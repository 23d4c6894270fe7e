package dev.sluice.api.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** A usual body for each operation that takes one, by the name of its schema. */
public final class Examples {

    private static final Map<String, String> BY_SCHEMA = Map.of(
            "ServiceDocument",
            """
            {"owners": ["team-shop"], "strategy": "careful"}""",
            "EnvironmentDocument",
            """
            {"requireDigest": true}""",
            "TargetDocument",
            """
            {"environment": "prod", "region": "eu",
             "traffic": {"type": "embedded", "hosts": ["shop.example"], "pathPrefix": "/",
                         "stickyBy": {"cookie": "sluice"}},
             "metrics": {"type": "embedded"}}""",
            "StrategyDocument",
            """
            {"type": "canary", "alpha": 0.01,
             "steps": [{"weight": 1, "hold": "2m"}, {"weight": 25, "hold": "5m"},
                       {"approval": {"of": 2, "from": ["anna", "ben", "release-managers"], "within": "8h", "otherwise": "rollback"}},
                       {"weight": 100}],
             "bake": "10m", "keepFor": "1h", "onNewer": "queue", "deadline": "24h",
             "gates": [{"name": "errors", "metric": "errorRatio", "margin": {"relative": 1.2, "absolute": 0.2}},
                       {"name": "latency", "metric": "latency", "tolerance": 1.2}],
             "noData": {"policy": "hold", "timeout": "10m", "then": "rollback"}}""",
            "ConnectionDocument",
            """
            {"type": "prometheus", "url": "http://prometheus.example:9090", "scrapeInterval": "15s",
             "bearerToken": "a secret"}""",
            "EndpointsBody",
            """
            {"label": "1.42.0", "endpoints": ["http://10.0.0.7:8080", "http://10.0.0.8:8080"]}""",
            "ReleaseBody",
            """
            {"service": "shop", "environment": "prod",
             "version": {"label": "1.42.0",
                         "digest": "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                         "endpoints": ["http://10.0.0.7:8080"]},
             "reason": "the new basket", "links": [{"rel": "run", "href": "https://ci.example/runs/7"}]}""",
            "CommandBody",
            """
            {"type": "pause", "comment": "waiting for the other team"}""",
            "ApprovalBody",
            """
            {"decision": "approve", "comment": "looks good"}""",
            "QuarantineBody",
            """
            {"service": "shop", "environment": "prod",
             "version": {"label": "1.42.0", "digest": "sha256:9f86d081"}, "reason": "it loses orders"}""");

    private static final String TOKEN = """
            {"name": "anna", "kind": "person", "role": "operator", "groups": ["release-managers"], "expiresIn": "90d"}""";

    private static final String FREEZE = """
            {"environments": ["prod"], "reason": "nobody is here on Friday night",
             "weekly": {"days": ["friday"], "from": "16:00", "until": "08:00", "zone": "Europe/Berlin"}}""";

    private static final String APPLY = """
            {"documents": [
              {"kind": "Service", "name": "shop", "strategy": "quick"},
              {"kind": "Strategy", "name": "quick", "steps": [{"weight": 5, "hold": "1m"}, {"weight": 100}]}]}""";

    private Examples() {}

    /**
     * The example, as a value.
     *
     * @throws IllegalStateException where there is none
     */
    public static Object of(String schema) {
        String text = switch (schema) {
            case "TokenBody" -> TOKEN;
            case "FreezeDocument" -> FREEZE;
            case "ApplyBody" -> APPLY;
            default -> BY_SCHEMA.get(schema);
        };
        if (text == null) {
            throw new IllegalStateException("write an example of " + schema + " into " + Examples.class.getName());
        }
        try {
            return new ObjectMapper().readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the example of " + schema + " is not JSON", e);
        }
    }
}
