package dev.sluice.traffic.embedded;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.sluice.traffic.Binding;
import dev.sluice.traffic.TrafficDocument;
import dev.sluice.validation.Flaws;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which requests are the target's, and what makes a user the same user, for the routers that Sluice brings. */
@JsonDeserialize(using = JsonDeserializer.None.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "EmbeddedTraffic")
public record EmbeddedTraffic(
        @Schema(description = "embedded") @Nullable String type,

        @Schema(description = "Host headers that are its; [\"*\"]: every one that no other target has") @Nullable
        List<String> hosts,

        @Schema(description = "beginning of the paths that are its, as clients send them, up to a slash; default /")
        @Nullable
        String pathPrefix,

        @Schema(description = "what makes a user the same user; exactly one of its fields") @Nullable
        StickyDocument stickyBy,

        @Schema(hidden = true) @Nullable JsonNode attributes)
        implements TrafficDocument {

    /** Exactly one of these. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StickyDocument(
            @Schema(
                    description = "name of the application's cookie that tells its users apart, which is only"
                            + " read; sluice or a name that begins so is the router's own, which it sets;"
                            + " default sluice")
            @Nullable
            String cookie,

            @Schema(description = "name of a header") @Nullable
            String header,

            @Schema(description = "true") @Nullable Boolean clientAddress,

            @Schema(description = "true: each request anew") @Nullable
            Boolean random) {}

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
    private static final String OWN_COOKIE = "sluice";

    @Override
    public TrafficDocument checked(Flaws flaws) {
        flaws.notYet("/traffic/attributes", attributes);
        List<String> checkedHosts = Optional.ofNullable(hosts).orElse(List.of()).stream()
                .map(EmbeddedTraffic::canonicalHost)
                .toList();
        checkHosts(flaws, checkedHosts);
        String prefix = pathPrefix == null ? "/" : pathPrefix;
        PathPrefix.problem(prefix).ifPresent(what -> flaws.add("/traffic/pathPrefix", what));
        return new EmbeddedTraffic(EmbeddedType.NAME, checkedHosts, prefix, checkSticky(flaws), null);
    }

    private static void checkHosts(Flaws flaws, List<String> hosts) {
        if (hosts.isEmpty()) {
            flaws.add("/traffic/hosts", "must name the hosts by which users come, or be [\"*\"] for every host");
        }
        if (hosts.size() > 1 && hosts.contains(HostBinding.EVERY_HOST)) {
            flaws.add("/traffic/hosts", "must be [\"*\"] alone, which is every host, or name hosts");
        }
        for (int i = 0; i < hosts.size(); i++) {
            if (!hosts.get(i).equals(HostBinding.EVERY_HOST)
                    && !HOST.matcher(hosts.get(i)).matches()) {
                flaws.add("/traffic/hosts/" + i, "must be a host name without port, such as shop.example");
            }
        }
    }

    /** Hosts differ neither by capitals nor by the dot of the root. */
    private static String canonicalHost(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private StickyDocument checkSticky(Flaws flaws) {
        if (stickyBy == null) {
            return new StickyDocument(OWN_COOKIE, null, null, null);
        }
        long ways = Stream.of(stickyBy.cookie(), stickyBy.header(), stickyBy.clientAddress(), stickyBy.random())
                .filter(Objects::nonNull)
                .count();
        if (ways != 1) {
            flaws.add("/traffic/stickyBy", "must have exactly one of cookie, header, clientAddress, random");
        }
        if (stickyBy.cookie() != null && !TOKEN.matcher(stickyBy.cookie()).matches()) {
            flaws.add("/traffic/stickyBy/cookie", "must be a cookie name, such as sluice");
        }
        if (stickyBy.header() != null && !TOKEN.matcher(stickyBy.header()).matches()) {
            flaws.add("/traffic/stickyBy/header", "must be a header name, such as X-User");
        }
        if (Boolean.FALSE.equals(stickyBy.clientAddress()) || Boolean.FALSE.equals(stickyBy.random())) {
            flaws.add("/traffic/stickyBy", "clientAddress and random are true or left out");
        }
        return stickyBy;
    }

    @Override
    public Binding binding() {
        if (hosts == null || pathPrefix == null || stickyBy == null) {
            throw new IllegalStateException("only a checked document has a binding");
        }
        return new HostBinding(hosts, pathPrefix, key(stickyBy));
    }

    private static StickyBy key(StickyDocument sticky) {
        if (sticky.header() != null) {
            return new StickyBy.Header(sticky.header());
        }
        if (sticky.clientAddress() != null) {
            return new StickyBy.ClientAddress();
        }
        if (sticky.random() != null) {
            return new StickyBy.Random();
        }
        return new StickyBy.Cookie(sticky.cookie() == null ? OWN_COOKIE : sticky.cookie());
    }
}
