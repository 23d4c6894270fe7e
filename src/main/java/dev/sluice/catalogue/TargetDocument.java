package dev.sluice.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.traffic.Binding;
import dev.sluice.traffic.TrafficDocument;
import dev.sluice.traffic.TrafficRouterTypes;
import dev.sluice.validation.Flaws;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A service in an environment and a region: the place where traffic is shifted, and its binding to the world. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TargetDocument(
        @Nullable String name,
        @Nullable String service,
        @Nullable String environment,
        @Nullable String region,
        @Nullable TrafficDocument traffic,
        @Nullable MetricsDocument metrics,
        @Nullable Boolean requireDigest) {

    /**
     * Where its numbers come from.
     *
     * @param connection name of the registered endpoint, for every type but embedded
     * @param labels how its series are called and labelled
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MetricsDocument(
            @Nullable String type,
            @Nullable String connection,
            @Nullable Map<String, String> labels) {}

    private static final List<String> LABELS =
            List.of("version", "requests", "errors", "clientErrors", "latency", "selector");

    /** With defaults filled in. */
    public TargetDocument checked(String serviceInUrl, String nameInUrl) {
        Flaws flaws = new Flaws();
        flaws.name("/name", nameInUrl);
        Named.sameName(flaws, name, nameInUrl);
        if (service != null && !service.equals(serviceInUrl)) {
            flaws.add("/service", "must be " + serviceInUrl + " as in the URL, or be left out");
        }
        flaws.name("/environment", environment);
        if (region != null) {
            flaws.name("/region", region);
        }
        TrafficDocument checkedTraffic = (traffic == null ? TrafficRouterTypes.unwritten() : traffic).checked(flaws);
        MetricsDocument checkedMetrics = checkMetrics(flaws);
        flaws.throwIfAny();
        return new TargetDocument(
                nameInUrl,
                serviceInUrl,
                environment,
                region == null ? nameInUrl : region,
                checkedTraffic,
                checkedMetrics,
                requireDigest != null && requireDigest);
    }

    public boolean digestRequired() {
        return requireDigest != null && requireDigest;
    }

    /** The binding of a checked document. */
    public Binding binding() {
        if (traffic == null) {
            throw new IllegalStateException("only a checked document has a binding");
        }
        return traffic.binding();
    }

    private MetricsDocument checkMetrics(Flaws flaws) {
        MetricsDocument given = metrics == null ? new MetricsDocument(null, null, null) : metrics;
        String type = flaws.oneOf(
                "/metrics/type", given.type(), "embedded", Map.of("embedded", "embedded", "prometheus", "prometheus"));
        Map<String, String> labels = given.labels() == null ? Map.of() : given.labels();
        labels.keySet().stream()
                .filter(label -> !LABELS.contains(label))
                .forEach(label ->
                        flaws.add("/metrics/labels/" + label, "is not known; known are " + String.join(", ", LABELS)));
        if (type.equals("prometheus")) {
            flaws.name("/metrics/connection", given.connection());
        } else if (given.connection() != null) {
            flaws.add("/metrics/connection", "goes with type prometheus only");
        }
        return new MetricsDocument(type, given.connection(), labels);
    }
}
