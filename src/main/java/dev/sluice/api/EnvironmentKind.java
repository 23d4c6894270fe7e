package dev.sluice.api;

import dev.sluice.catalogue.EnvironmentDocument;
import dev.sluice.security.Role.Permission;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents.Kind;
import dev.sluice.store.Reference;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Where services run. */
final class EnvironmentKind implements DocumentKind<EnvironmentDocument> {

    static final EnvironmentKind ENVIRONMENT = new EnvironmentKind();

    private EnvironmentKind() {}

    @Override
    public Kind kind() {
        return Kind.ENVIRONMENT;
    }

    @Override
    public Class<EnvironmentDocument> type() {
        return EnvironmentDocument.class;
    }

    @Override
    public Permission writing() {
        return Permission.ADMINISTER;
    }

    @Override
    public List<Reference> references() {
        return List.of(new Reference("/strategies/*", Kind.STRATEGY));
    }

    @Override
    public String inReleases() {
        return "$.spec.environment ? (@ == $name)";
    }

    @Override
    public EnvironmentDocument checked(
            Handle handle, DocumentKey key, EnvironmentDocument given, Optional<EnvironmentDocument> before) {
        return given.checked(key.name());
    }
}
