package dev.sluice.traffic.embedded;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.sluice.traffic.Binding;
import java.util.List;

/**
 * Which requests are a target's, and what makes a user the same user.
 *
 * @param hosts by Host header without port, lower case, without a final dot; empty, or {@link #EVERY_HOST} among them,
 *     means every host
 * @param pathPrefix {@code /} or {@code /shop}; the longest prefix wins
 */
@JsonDeserialize(using = JsonDeserializer.None.class)
public record HostBinding(List<String> hosts, String pathPrefix, StickyBy stickyBy) implements Binding {

    /** Stands for every host that no other target has. */
    public static final String EVERY_HOST = "*";

    @Override
    public String type() {
        return EmbeddedType.NAME;
    }

    public boolean meansEveryHost() {
        return hosts.isEmpty() || hosts.contains(EVERY_HOST);
    }

    /** Each host with the path; the same path with and without a final slash is one. */
    @Override
    public List<Claim> claims() {
        String path = pathPrefix.length() > 1 && pathPrefix.endsWith("/")
                ? pathPrefix.substring(0, pathPrefix.length() - 1)
                : pathPrefix;
        return (hosts.isEmpty() ? List.of(EVERY_HOST) : hosts)
                .stream()
                        .distinct()
                        .map(host -> new Claim(
                                host,
                                path,
                                "/traffic/hosts",
                                (host.equals(EVERY_HOST) ? "every host" : host) + " with the path " + path))
                        .toList();
    }
}
