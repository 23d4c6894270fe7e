package dev.sluice.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.metrics.MetricSourceTypes;
import dev.sluice.metrics.MetricsDocument;
import dev.sluice.traffic.Binding;
import dev.sluice.traffic.TrafficDocument;
import dev.sluice.traffic.TrafficRouterTypes;
import dev.sluice.validation.Flaws;
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

    /** With defaults filled in. */
    public TargetDocument checked(String serviceInUrl, String nameInUrl) {
        Flaws flaws = new Flaws();
        flaws.name("/name", nameInUrl);
        flaws.sameName(name, nameInUrl);
        if (service != null && !service.equals(serviceInUrl)) {
            flaws.add("/service", "must be " + serviceInUrl + " as in the URL, or be left out");
        }
        flaws.name("/environment", environment);
        if (region != null) {
            flaws.name("/region", region);
        }
        TrafficDocument checkedTraffic = (traffic == null ? TrafficRouterTypes.unwritten() : traffic).checked(flaws);
        MetricsDocument checkedMetrics = (metrics == null ? MetricSourceTypes.unwritten() : metrics).checked(flaws);
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
}
