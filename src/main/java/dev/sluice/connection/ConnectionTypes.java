package dev.sluice.connection;

import dev.sluice.validation.DocumentTypes;

/** All types of endpoints that there are. */
public final class ConnectionTypes {

    private static final DocumentTypes<ConnectionType> TYPES = DocumentTypes.load(ConnectionType.class);

    private ConnectionTypes() {}

    public static DocumentTypes<ConnectionType> types() {
        return TYPES;
    }

    /** The record of a type's documents; one that says what is wrong where there is no such type. */
    static Class<? extends ConnectionDocument> documentOf(String name) {
        return TYPES.find(name)
                .<Class<? extends ConnectionDocument>>map(ConnectionType::document)
                .orElse(UnknownConnection.class);
    }
}
