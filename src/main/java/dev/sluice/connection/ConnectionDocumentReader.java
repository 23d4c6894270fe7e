package dev.sluice.connection;

import dev.sluice.validation.TypeFieldReader;

final class ConnectionDocumentReader extends TypeFieldReader<ConnectionDocument> {

    ConnectionDocumentReader() {
        super(ConnectionTypes::documentOf);
    }
}
