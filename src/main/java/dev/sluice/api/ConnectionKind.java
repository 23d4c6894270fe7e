package dev.sluice.api;

import dev.sluice.connection.ConnectionDocument;
import dev.sluice.security.Role.Permission;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents.Kind;
import dev.sluice.store.Reference;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Registered endpoints outside; their secrets are write-only. */
final class ConnectionKind implements DocumentKind<ConnectionDocument> {

    static final ConnectionKind CONNECTION = new ConnectionKind();

    private ConnectionKind() {}

    @Override
    public Kind kind() {
        return Kind.CONNECTION;
    }

    @Override
    public Class<ConnectionDocument> type() {
        return ConnectionDocument.class;
    }

    @Override
    public Permission writing() {
        return Permission.ADMINISTER;
    }

    @Override
    public List<Reference> references() {
        return List.of();
    }

    @Override
    public String inReleases() {
        return "$.plan.gates[*].metric.connection ? (@ == $name)";
    }

    @Override
    public ConnectionDocument checked(
            Handle handle, DocumentKey key, ConnectionDocument given, Optional<ConnectionDocument> before) {
        return given.checked(key.name(), before);
    }

    @Override
    public ConnectionDocument shown(ConnectionDocument stored) {
        return stored.hidingSecrets();
    }
}
