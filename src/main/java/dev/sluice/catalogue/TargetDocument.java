package dev.sluice.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.traffic.Binding;
import dev.sluice.traffic.Binding.StickyBy;
import dev.sluice.validation.Flaws;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    /** Which requests are the target's, and what makes a user the same user. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TrafficDocument(
            @Nullable String type,
            @Nullable List<String> hosts,
            @Nullable String pathPrefix,
            @Nullable StickyDocument stickyBy,
            @Nullable JsonNode attributes) {}

    /** Exactly one of these. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StickyDocument(
            @Nullable String cookie,
            @Nullable String header,
            @Nullable Boolean clientAddress,
            @Nullable Boolean random) {}

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
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

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
        TrafficDocument checkedTraffic = checkTraffic(flaws);
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
        if (traffic == null || traffic.hosts() == null || traffic.pathPrefix() == null || traffic.stickyBy() == null) {
            throw new IllegalStateException("only a checked document has a binding");
        }
        return new Binding(traffic.hosts(), traffic.pathPrefix(), stickyBy(traffic.stickyBy()));
    }

    private static StickyBy stickyBy(StickyDocument sticky) {
        if (sticky.header() != null) {
            return new StickyBy.Header(sticky.header());
        }
        if (sticky.clientAddress() != null) {
            return new StickyBy.ClientAddress();
        }
        if (sticky.random() != null) {
            return new StickyBy.Random();
        }
        return new StickyBy.Cookie(sticky.cookie() == null ? "sluice" : sticky.cookie());
    }

    private TrafficDocument checkTraffic(Flaws flaws) {
        TrafficDocument given = traffic == null ? new TrafficDocument(null, null, null, null, null) : traffic;
        flaws.oneOf("/traffic/type", given.type(), "embedded", Map.of("embedded", "embedded"));
        flaws.notYet("/traffic/attributes", given.attributes());
        List<String> hosts = given.hosts() == null
                ? List.of()
                : given.hosts().stream().map(TargetDocument::canonicalHost).toList();
        if (hosts.isEmpty()) {
            flaws.add("/traffic/hosts", "must name the hosts by which users come, or be [\"*\"] for every host");
        }
        if (hosts.size() > 1 && hosts.contains(Binding.EVERY_HOST)) {
            flaws.add("/traffic/hosts", "must be [\"*\"] alone, which is every host, or name hosts");
        }
        for (int i = 0; i < hosts.size(); i++) {
            if (!hosts.get(i).equals(Binding.EVERY_HOST)
                    && !HOST.matcher(hosts.get(i)).matches()) {
                flaws.add("/traffic/hosts/" + i, "must be a host name without port, such as shop.example");
            }
        }
        String prefix = given.pathPrefix() == null ? "/" : given.pathPrefix();
        PathPrefix.problem(prefix).ifPresent(what -> flaws.add("/traffic/pathPrefix", what));
        return new TrafficDocument("embedded", hosts, prefix, checkSticky(flaws, given.stickyBy()), null);
    }

    /** Hosts differ neither by capitals nor by the dot of the root. */
    private static String canonicalHost(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static StickyDocument checkSticky(Flaws flaws, @Nullable StickyDocument given) {
        if (given == null) {
            return new StickyDocument("sluice", null, null, null);
        }
        long ways = Stream.of(given.cookie(), given.header(), given.clientAddress(), given.random())
                .filter(Objects::nonNull)
                .count();
        if (ways != 1) {
            flaws.add("/traffic/stickyBy", "must have exactly one of cookie, header, clientAddress, random");
        }
        if (given.cookie() != null && !TOKEN.matcher(given.cookie()).matches()) {
            flaws.add("/traffic/stickyBy/cookie", "must be a cookie name, such as sluice");
        }
        if (given.header() != null && !TOKEN.matcher(given.header()).matches()) {
            flaws.add("/traffic/stickyBy/header", "must be a header name, such as X-User");
        }
        if (Boolean.FALSE.equals(given.clientAddress()) || Boolean.FALSE.equals(given.random())) {
            flaws.add("/traffic/stickyBy", "clientAddress and random are true or left out");
        }
        return given;
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
