package dev.sluice.api;

import dev.sluice.catalogue.InvalidDocument;
import dev.sluice.engine.Refusal;
import dev.sluice.store.Audit;
import dev.sluice.store.Database;
import dev.sluice.store.DocumentKey;
import dev.sluice.store.Documents;
import dev.sluice.store.Documents.Kind;
import dev.sluice.store.Documents.Stored;
import dev.sluice.store.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
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

    /** What a document becomes, checked against what was there and everything else. */
    interface Change<D> {
        D of(Handle handle, Optional<D> before);
    }

    <D> Page<D> list(Kind kind, String parent, Paging paging, DocumentView<D> view) {
        return database.read(handle -> {
            if (kind == Kind.TARGET) {
                existing(handle, DocumentKey.of(Kind.SERVICE, parent));
            }
            return Page.of(
                    Documents.list(handle, kind, parent, paging.after(), paging.limit() + 1),
                    paging.limit(),
                    stored -> view.of(handle, stored),
                    Stored::name);
        });
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
     * @param then what follows from it in the same transaction
     */
    <D> Response put(
            DocumentKey key, HttpHeaders headers, DocumentView<D> view, Change<D> change, BiConsumer<Handle, D> then) {
        return database.in(handle -> {
            Optional<Stored> before = Documents.lock(handle, key);
            Precondition condition = Precondition.of(headers);
            Optional<String> tag = before.map(stored -> etag(stored.revision()));
            condition.check(key.name(), tag);
            D document = change.of(handle, before.map(view::read));
            Stored after = Documents.put(handle, key, Json.write(document), caller.name());
            // What is there already may be said again without knowing its revision: it overwrites nobody's change.
            if (!tag.equals(Optional.of(etag(after.revision())))) {
                condition.demand(key.name(), tag);
            }
            then.accept(handle, document);
            if (before.map(Stored::revision)
                    .filter(revision -> revision == after.revision())
                    .isEmpty()) {
                Audit.note(handle, caller.name(), "document.put", subject(key), Map.of("revision", after.revision()));
            }
            return answer(handle, before.isEmpty() ? Response.Status.CREATED : Response.Status.OK, after, view);
        });
    }

    /** Removes a document of the revision that the caller knows. */
    Response delete(DocumentKey key, HttpHeaders headers) {
        return database.in(handle -> {
            Stored before = Documents.lock(handle, key).orElseThrow(() -> notFound(key));
            Precondition.of(headers).demand(key.name(), Optional.of(etag(before.revision())));
            Documents.delete(handle, key);
            Audit.note(handle, caller.name(), "document.delete", subject(key), Map.of("revision", before.revision()));
            return Response.noContent().build();
        });
    }

    private static String subject(DocumentKey key) {
        return key.kind() + " " + key.parent() + "/" + key.name();
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
        String kind = key.kind().name().toLowerCase(Locale.ROOT);
        return Refusal.of(Refusal.Code.NOT_FOUND, "there is no " + kind + " " + key.name());
    }
}
