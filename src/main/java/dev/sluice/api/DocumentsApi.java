package dev.sluice.api;

import dev.sluice.engine.Refusal;
import dev.sluice.store.Database;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents;
import dev.sluice.store.Documents.Stored;
import dev.sluice.validation.InvalidDocument;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What all documents that people edit have in common: pages, revisions, and changes that say which revision they change. */
@ApplicationScoped
public class DocumentsApi {

    private final Database database;
    private final Caller caller;

    public DocumentsApi(Database database, Caller caller) {
        this.database = database;
        this.caller = caller;
    }

    /**
     * A page of a list.
     *
     * @param nextPageToken empty on the last page
     */
    public record Page<T>(List<T> items, String nextPageToken) {

        /** A page of at most {@code limit}, of items that were asked for with one more. */
        static <S, T> Page<T> of(List<S> found, int limit, Function<S, T> view, Function<S, String> token) {
            return together(found, limit, shown -> shown.stream().map(view).toList(), token);
        }

        /** The same, of items that are shown together. */
        static <S, T> Page<T> together(
                List<S> found, int limit, Function<List<S>, List<T>> view, Function<S, String> token) {
            boolean more = found.size() > limit;
            List<S> shown = more ? found.subList(0, limit) : found;
            return new Page<>(view.apply(shown), more ? token.apply(shown.getLast()) : "");
        }
    }

    <D> Page<D> list(DocumentKind<D> kind, String parent, Paging paging) {
        return list(kind, parent, paging, DocumentView.of(kind));
    }

    <D> Page<D> list(DocumentKind<D> kind, String parent, Paging paging, DocumentView<D> view) {
        return database.read(handle -> {
            kind.kind().parent().ifPresent(of -> existing(handle, DocumentKey.of(of, parent)));
            return Page.of(
                    Documents.list(handle, kind.kind(), parent, paging.after(), paging.limit() + 1),
                    paging.limit(),
                    stored -> view.of(handle, stored),
                    Stored::name);
        });
    }

    <D> Response get(DocumentKind<D> kind, DocumentKey key) {
        return get(key, DocumentView.of(kind));
    }

    <D> Response get(DocumentKey key, DocumentView<D> view) {
        return database.read(handle -> answer(handle, Response.Status.OK, existing(handle, key), view));
    }

    <D> Response revision(DocumentKey key, long revision, DocumentView<D> view) {
        return database.read(handle -> {
            Stored stored = Documents.find(handle, key, revision)
                    .orElseThrow(() -> Refusal.of(
                            Refusal.Code.NOT_FOUND, "there is no revision " + revision + " of " + key.name()));
            return answer(handle, Response.Status.OK, stored, view);
        });
    }

    /**
     * Creates or replaces a document.
     *
     * @param body as it was sent; null where nothing was
     */
    <D> Response put(DocumentKind<D> kind, DocumentKey key, @Nullable D body, HttpHeaders headers) {
        D given = present(body);
        return database.in(handle -> {
            Documents.keep(handle);
            Optional<Stored> before = Documents.lock(handle, key);
            Precondition condition = Precondition.of(headers);
            Optional<String> tag = before.map(stored -> etag(stored.revision()));
            condition.check(key.name(), tag);
            DocumentWrites.Written written = DocumentWrites.write(handle, kind, key, given, before, caller.name());
            // What is there already may be said again without knowing its revision: it overwrites nobody's change.
            if (!written.isSame()) {
                condition.demand(key.name(), tag);
            }
            return answer(
                    handle,
                    written.isNew() ? Response.Status.CREATED : Response.Status.OK,
                    written.after(),
                    DocumentView.of(kind));
        });
    }

    /** Deletes a document that nothing uses. */
    <D> Response delete(DocumentKind<D> kind, DocumentKey key, HttpHeaders headers) {
        return delete(kind, key, headers, false);
    }

    /**
     * Deletes a document that nothing uses.
     *
     * @param whileServing as in {@link DocumentKind#deleting}
     */
    <D> Response delete(DocumentKind<D> kind, DocumentKey key, HttpHeaders headers, boolean whileServing) {
        return database.in(handle -> {
            Documents.keepOthersOut(handle);
            Stored before = Documents.lock(handle, key).orElseThrow(() -> notFound(key));
            Precondition condition = Precondition.of(headers);
            Optional<String> tag = Optional.of(etag(before.revision()));
            condition.check(key.name(), tag);
            if (kind.isDeletedByRevision()) {
                condition.demand(key.name(), tag);
            }
            DocumentWrites.delete(handle, kind, key, before, whileServing, caller.name());
            return Response.noContent().build();
        });
    }

    private static <D> Response answer(Handle handle, Response.Status status, Stored stored, DocumentView<D> view) {
        return Response.status(status)
                .entity(view.of(handle, stored))
                .header(HttpHeaders.ETAG, etag(stored.revision()))
                .build();
    }

    private static Stored existing(Handle handle, DocumentKey key) {
        return Documents.find(handle, key).orElseThrow(() -> notFound(key));
    }

    /**
     * Reads the body of a PUT.
     *
     * @throws InvalidDocument when there is none
     */
    static <D> D present(@Nullable D document) {
        if (document == null) {
            throw InvalidDocument.at("", "the body is missing; send a JSON object");
        }
        return document;
    }

    static String etag(long revision) {
        return "\"" + revision + "\"";
    }

    private static Refusal notFound(DocumentKey key) {
        return Refusal.of(Refusal.Code.NOT_FOUND, "there is no " + key.kind().word() + " " + key.name());
    }
}
