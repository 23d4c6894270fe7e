package dev.sluice.api;

import dev.sluice.catalogue.ServiceDocument;
import dev.sluice.security.Role.Permission;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents.Kind;
import dev.sluice.store.Reference;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Named things that are released. */
final class ServiceKind implements DocumentKind<ServiceDocument> {

    static final ServiceKind SERVICE = new ServiceKind();

    private ServiceKind() {}

    @Override
    public Kind kind() {
        return Kind.SERVICE;
    }

    @Override
    public Class<ServiceDocument> type() {
        return ServiceDocument.class;
    }

    @Override
    public Permission writing() {
        return Permission.OPERATE;
    }

    @Override
    public List<Reference> references() {
        return List.of(new Reference("/strategy", Kind.STRATEGY), new Reference("/strategies/*", Kind.STRATEGY));
    }

    @Override
    public String inReleases() {
        return "$.spec.service ? (@ == $name)";
    }

    @Override
    public ServiceDocument checked(
            Handle handle, DocumentKey key, ServiceDocument given, Optional<ServiceDocument> before) {
        return given.checked(key.name());
    }
}
