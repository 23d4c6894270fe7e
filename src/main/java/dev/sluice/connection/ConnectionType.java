package dev.sluice.connection;

import dev.sluice.validation.DocumentTypes;

/** A type of endpoints; an adapter names its own in {@code META-INF/services/dev.sluice.connection.ConnectionType}. */
public interface ConnectionType extends DocumentTypes.Named {

    /** As it stands in a connection's {@code type}. */
    @Override
    String name();

    /** The record of its documents. */
    Class<? extends ConnectionDocument> document();
}
