package dev.sluice.api;

import dev.sluice.store.Documents.Stored;
import dev.sluice.store.Json;
import org.jdbi.v3.core.Handle;

/**
 * How documents of a kind are read from the database and shown.
 *
 * @param type what they are read as
 * @param show what is shown of one
 */
record DocumentView<D>(Class<D> type, Show<D> show) {

    /** Makes of a stored document what is answered. */
    interface Show<D> {
        D of(Handle handle, D stored);
    }

    /** The usual view of a kind. */
    static <D> DocumentView<D> of(DocumentKind<D> kind) {
        return new DocumentView<>(kind.type(), (_, stored) -> kind.shown(stored));
    }

    D of(Handle handle, Stored stored) {
        return show.of(handle, Json.read(stored.body(), type));
    }
}
