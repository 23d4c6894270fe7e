package dev.sluice.api;

import dev.sluice.store.Audit;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents;
import dev.sluice.store.Documents.Stored;
import dev.sluice.store.Json;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Writes and deletes documents of every kind, in the transaction of who asks for it. */
final class DocumentWrites {

    private DocumentWrites() {}

    /**
     * What became of a document.
     *
     * @param before what was there
     * @param after the same revision where nothing has changed
     */
    record Written(Optional<Stored> before, Stored after) {

        boolean isNew() {
            return before.isEmpty();
        }

        boolean isSame() {
            return before.filter(stored -> stored.revision() == after.revision())
                    .isPresent();
        }
    }

    /**
     * Creates or replaces a document whose lock is taken.
     *
     * @param before what is there
     * @throws dev.sluice.validation.InvalidDocument naming each field that is wrong
     * @throws dev.sluice.engine.Refusal when it can't be now
     */
    static <D> Written write(
            Handle handle, DocumentKind<D> kind, DocumentKey key, D given, Optional<Stored> before, String by) {
        D document = kind.checked(handle, key, given, before.map(stored -> read(kind, stored)));
        References.demand(handle, kind, document);
        Written written = new Written(before, Documents.put(handle, key, Json.write(document), by));
        kind.written(handle, key, document);
        if (!written.isSame()) {
            Audit.note(
                    handle,
                    by,
                    "document.put",
                    subject(key),
                    Map.of("revision", written.after().revision()));
        }
        return written;
    }

    /**
     * Deletes a document that nothing uses; its revisions stay to be read.
     *
     * @param whileServing as in {@link DocumentKind#deleting}
     * @throws dev.sluice.engine.Refusal naming what uses it
     */
    static <D> void delete(
            Handle handle, DocumentKind<D> kind, DocumentKey key, Stored before, boolean whileServing, String by) {
        D document = read(kind, before);
        kind.keepReleasesOut(handle, key, document);
        References.refuseUsed(handle, kind, key);
        kind.deleting(handle, key, document, whileServing);
        Documents.delete(handle, key);
        Audit.note(handle, by, "document.delete", subject(key), Map.of("revision", before.revision()));
    }

    static <D> D read(DocumentKind<D> kind, Stored stored) {
        return Json.read(stored.body(), kind.type());
    }

    private static String subject(DocumentKey key) {
        return key.kind() + " " + key.parent() + "/" + key.name();
    }
}
