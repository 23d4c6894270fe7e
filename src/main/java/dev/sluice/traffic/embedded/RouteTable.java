package dev.sluice.traffic.embedded;

import dev.sluice.release.TargetId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All routes, immutable, looked up by host and longest path prefix; a host of its own goes before every host. Changing
 * one target reuses the compiled routes of all others. Where two targets bind the same host and prefix, the first by
 * name has it.
 */
final class RouteTable {

    static final RouteTable EMPTY = new RouteTable(new TreeMap<>());

    private static final char SLASH = '/';

    private final NavigableMap<TargetId, Route> byTarget;
    private final Map<String, Map<String, Route>> byHost = new HashMap<>();
    private final Map<String, Route> everyHost = new HashMap<>();

    /** No path is searched beyond it: the work for a request is bounded by the table, not by the client. */
    private final int longestPrefix;

    private RouteTable(NavigableMap<TargetId, Route> byTarget) {
        this.byTarget = byTarget;
        byTarget.values().forEach(this::index);
        this.longestPrefix = byTarget.values().stream()
                .mapToInt(route -> withoutSlash(route.binding().pathPrefix()).length())
                .max()
                .orElse(0);
    }

    private void index(Route route) {
        String prefix = withoutSlash(route.binding().pathPrefix());
        List<String> hosts = route.binding().hosts();
        if (route.binding().meansEveryHost()) {
            take(everyHost, prefix, route);
        }
        hosts.forEach(host -> take(byHost.computeIfAbsent(host, h -> new HashMap<>()), prefix, route));
    }

    /** The first has it, but a target without any version keeps nobody from one that can answer. */
    private static void take(Map<String, Route> byPrefix, String prefix, Route route) {
        byPrefix.merge(prefix, route, (first, other) -> first.lanes().findAny().isEmpty() ? other : first);
    }

    RouteTable with(Route route) {
        NavigableMap<TargetId, Route> changed = new TreeMap<>(byTarget);
        changed.put(route.traffic().target(), route);
        return new RouteTable(changed);
    }

    RouteTable without(TargetId target) {
        NavigableMap<TargetId, Route> changed = new TreeMap<>(byTarget);
        changed.remove(target);
        return new RouteTable(changed);
    }

    Optional<Route> of(TargetId target) {
        return Optional.ofNullable(byTarget.get(target));
    }

    SortedMap<TargetId, Route> routes() {
        return Collections.unmodifiableSortedMap(byTarget);
    }

    /**
     * The route of a request.
     *
     * @param host lower case, without port
     * @param path without query
     */
    Optional<Route> find(String host, String path) {
        Route own = longest(byHost.getOrDefault(host, Map.of()), path);
        return Optional.ofNullable(own != null ? own : longest(everyHost, path));
    }

    private @Nullable Route longest(Map<String, Route> byPrefix, String path) {
        if (byPrefix.isEmpty()) {
            return null;
        }
        String prefix = withoutSlash(path);
        if (prefix.length() > longestPrefix) {
            prefix = prefix.charAt(longestPrefix) == SLASH
                    ? prefix.substring(0, longestPrefix)
                    : parent(prefix.substring(0, longestPrefix));
        }
        while (true) {
            Route route = byPrefix.get(prefix);
            if (route != null || prefix.isEmpty()) {
                return route;
            }
            prefix = parent(prefix);
        }
    }

    private static String parent(String prefix) {
        return prefix.substring(0, Math.max(0, prefix.lastIndexOf(SLASH)));
    }

    /** The root is the empty prefix, of which every path is one. */
    private static String withoutSlash(String path) {
        return !path.isEmpty() && path.charAt(path.length() - 1) == SLASH ? path.substring(0, path.length() - 1) : path;
    }
}
