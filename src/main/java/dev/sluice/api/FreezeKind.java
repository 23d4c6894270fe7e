package dev.sluice.api;

import dev.sluice.catalogue.FreezeDocument;
import dev.sluice.engine.Refusal;
import dev.sluice.security.Role.Permission;
import dev.sluice.store.Catalogue;
import dev.sluice.store.Database;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents;
import dev.sluice.store.Documents.Kind;
import dev.sluice.store.Reference;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Times in which releases are held. */
final class FreezeKind implements DocumentKind<FreezeDocument> {

    static final FreezeKind FREEZE = new FreezeKind();

    private FreezeKind() {}

    @Override
    public Kind kind() {
        return Kind.FREEZE;
    }

    @Override
    public Class<FreezeDocument> type() {
        return FreezeDocument.class;
    }

    @Override
    public Permission writing() {
        return Permission.OPERATE;
    }

    @Override
    public List<Reference> references() {
        return List.of(new Reference("/environments/*", Kind.ENVIRONMENT), new Reference("/services/*", Kind.SERVICE));
    }

    /** A release that is held goes on when its freeze is deleted. */
    @Override
    public String inReleases() {
        return "$ ? (1 == 0)";
    }

    @Override
    public FreezeDocument checked(
            Handle handle, DocumentKey key, FreezeDocument given, Optional<FreezeDocument> before) {
        FreezeDocument document = given.checked(key.name());
        // One that is over may be said again: files of documents outlive it.
        if (!before.equals(Optional.of(document))) {
            document.refuseOver(Database.now(handle));
        }
        if (before.isEmpty()) {
            checkRoom(handle);
        }
        return document;
    }

    /** Who ends a freeze has seen how long it is now. */
    @Override
    public boolean isDeletedByRevision() {
        return true;
    }

    private static void checkRoom(Handle handle) {
        int most = Catalogue.MOST_FREEZES;
        if (Documents.list(handle, Kind.FREEZE, "", "", most).size() == most) {
            throw Refusal.of(
                    Refusal.Code.CONFLICT, "there are " + most + " freezes already; delete those that are over");
        }
    }
}
