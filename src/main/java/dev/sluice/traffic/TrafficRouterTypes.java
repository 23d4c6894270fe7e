package dev.sluice.traffic;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All types of routers that there are, found by {@link ServiceLoader}. */
public final class TrafficRouterTypes {

    /** The type of a document that names none: the routers that Sluice brings. */
    public static final String DEFAULT = "embedded";

    private static final Map<String, TrafficRouterType> TYPES = load();

    private TrafficRouterTypes() {}

    private static Map<String, TrafficRouterType> load() {
        Map<String, TrafficRouterType> types = new TreeMap<>();
        ServiceLoader.load(TrafficRouterType.class, TrafficRouterType.class.getClassLoader())
                .forEach(type -> types.put(type.name(), type));
        return Map.copyOf(types);
    }

    public static Collection<TrafficRouterType> all() {
        return TYPES.values();
    }

    /** By name. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(TYPES.keySet());
        names.sort(null);
        return names;
    }

    public static Optional<TrafficRouterType> find(String name) {
        return Optional.ofNullable(TYPES.get(name));
    }

    /** What is meant where nothing is written: a document of the default's without a field. */
    public static TrafficDocument unwritten() {
        return new ObjectMapper().convertValue(Map.of(), documentOf(null));
    }

    /**
     * The record of a type's documents; one that says what is wrong where there is no such type.
     *
     * @param name the default's where it is left out
     */
    static Class<? extends TrafficDocument> documentOf(@Nullable String name) {
        TrafficRouterType type = TYPES.get(name == null ? DEFAULT : name);
        return type == null ? UnknownTraffic.class : type.document();
    }

    /**
     * The record of a type's bindings.
     *
     * @param name the default's where it is left out, as it was before there were types
     * @throws IllegalStateException when there is no such type
     */
    static Class<? extends Binding> bindingOf(@Nullable String name) {
        String meant = name == null ? DEFAULT : name;
        return find(meant)
                .orElseThrow(() -> new IllegalStateException("there are no routers of type " + meant))
                .binding();
    }
}
