package dev.sluice.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.engine.Refusal;
import dev.sluice.release.ReleaseId;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents;
import dev.sluice.store.Json;
import dev.sluice.store.Reference;
import dev.sluice.store.ReleaseStore;
import dev.sluice.validation.Flaw;
import dev.sluice.validation.InvalidDocument;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What documents name is there, and stays while it is named. */
final class References {

    private static final int MOST = 5;

    private References() {}

    /**
     * Refuses a document that names what is not there: a mistyped name would do nothing, and nobody would know.
     *
     * @throws InvalidDocument naming each field
     */
    static <D> void demand(Handle handle, DocumentKind<D> kind, D document) {
        JsonNode body = Json.tree(Json.write(document));
        List<Flaw> flaws = new ArrayList<>();
        for (Reference reference : kind.references()) {
            reference.names(body).forEach((pointer, name) -> {
                DocumentKey named = DocumentKey.of(reference.to(), name);
                if (Documents.find(handle, named).isEmpty()) {
                    flaws.add(new Flaw(pointer, "there is no " + named.title() + "; create it first"));
                }
            });
        }
        if (!flaws.isEmpty()) {
            throw new InvalidDocument(flaws);
        }
    }

    /**
     * Refuses to delete what something uses.
     *
     * @throws Refusal naming what does
     */
    static void refuseUsed(Handle handle, DocumentKind<?> kind, DocumentKey key) {
        List<String> users = new ArrayList<>();
        for (DocumentKind<?> other : DocumentKinds.ALL) {
            other.references().stream()
                    .filter(reference -> reference.to() == key.kind())
                    .flatMap(reference ->
                            Documents.naming(handle, other.kind(), reference, key.name(), MOST + 1).stream())
                    .distinct()
                    .map(DocumentKey::title)
                    .forEach(users::add);
        }
        ReleaseStore.unfinishedNaming(handle, kind.inReleases(), key, MOST + 1).stream()
                .map(ReleaseId::value)
                .map(id -> "release " + id + ", which has not ended")
                .forEach(users::add);
        if (!users.isEmpty()) {
            throw Refusal.of(
                    Refusal.Code.CONFLICT,
                    key.title() + " is used by " + sentence(users) + "; change, delete or end what uses it first");
        }
    }

    private static String sentence(List<String> users) {
        return users.size() <= MOST
                ? String.join("; ", users)
                : String.join("; ", users.subList(0, MOST)) + "; and more";
    }
}
