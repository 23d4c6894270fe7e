package dev.sluice.traffic;

import dev.sluice.validation.DocumentTypes;
import java.util.Optional;

/**
 * A type of routers, all that is to be known of it before one is asked. An adapter says it in one class and names that in
 * {@code META-INF/services/dev.sluice.traffic.TrafficRouterType}; nothing else names the adapter.
 */
public interface TrafficRouterType extends DocumentTypes.Named {

    /** As it stands in a target's {@code traffic.type}. */
    @Override
    String name();

    /** The record of its documents, by which its fields are read; it has {@code @JsonDeserialize(using = None.class)}. */
    Class<? extends TrafficDocument> document();

    /** The record of its bindings, as they are kept in the database. */
    Class<? extends Binding> binding();

    Capabilities capabilities();

    /**
     * The routers of this type.
     *
     * @return empty when it is part of the process and is put together with it
     */
    Optional<TrafficRouter> open(RouterContext context);
}
