package dev.sluice.traffic;

import dev.sluice.validation.DocumentTypes;

/** All types of routers that there are. */
public final class TrafficRouterTypes {

    /** The type of a document that names none: the routers that Sluice brings. */
    public static final String DEFAULT = "embedded";

    private static final DocumentTypes<TrafficRouterType> TYPES = DocumentTypes.load(TrafficRouterType.class);

    private TrafficRouterTypes() {}

    public static DocumentTypes<TrafficRouterType> types() {
        return TYPES;
    }

    /** What is meant where nothing is written: a document of the default's without a field. */
    public static TrafficDocument unwritten() {
        return DocumentTypes.withoutFields(documentOf(""));
    }

    /** The record of a type's documents; one that says what is wrong where there is no such type. */
    static Class<? extends TrafficDocument> documentOf(String name) {
        return TYPES.find(name.isEmpty() ? DEFAULT : name)
                .<Class<? extends TrafficDocument>>map(TrafficRouterType::document)
                .orElse(UnknownTraffic.class);
    }

    /**
     * The record of a type's bindings; what was written before there were types is the default's.
     *
     * @throws IllegalStateException when there is no such type
     */
    static Class<? extends Binding> bindingOf(String name) {
        String meant = name.isEmpty() ? DEFAULT : name;
        return TYPES.find(meant)
                .orElseThrow(() -> new IllegalStateException("there are no routers of type " + meant))
                .binding();
    }
}
