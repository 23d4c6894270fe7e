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
            boolean more = found.size() > limit;
            List<S> shown = more ? found.subList(0, limit) : found;
            return new Page<>(shown.stream().map(view).toList(), more ? token.apply(shown.getLast()) : "");
        }
    }

    <D> Page<D> list(Kind kind, String parent, @Nullable String pageToken, int limit, Class<D> type) {
        String after = pageToken == null ? "" : pageToken;
        List<Stored> found = database.read(handle -> Documents.list(handle, kind, parent, after, limit + 1));
        return Page.of(found, limit, stored -> Json.read(stored.body(), type), Stored::name);
    }

    <D> Response get(DocumentKey key, Class<D> type, Function<D, Object> view) {
        Stored stored = database.read(handle -> Documents.find(handle, key)).orElseThrow(() -> notFound(key));
        return Response.ok(view.apply(Json.read(stored.body(), type)))
                .header(HttpHeaders.ETAG, etag(stored.revision()))
                .build();
    }

    <D> Response revision(DocumentKey key, long revision, Class<D> type) {
        Stored stored = database.read(handle -> Documents.find(handle, key, revision))
                .orElseThrow(() ->
                        Refusal.of(Refusal.Code.NOT_FOUND, "there is no revision " + revision + " of " + key.name()));
        return Response.ok(Json.read(stored.body(), type))
                .header(HttpHeaders.ETAG, etag(stored.revision()))
                .build();
    }

    /**
     * Creates or replaces a document.
     *
     * @param then what follows from it in the same transaction, and what it must be checked against
     */
    <D> Response put(
            DocumentKey key,
            D document,
            HttpHeaders headers,
            Function<D, Object> view,
            BiConsumer<Handle, Optional<Stored>> then) {
        return database.in(handle -> {
            Optional<Stored> before = Documents.lock(handle, key);
            checkPreconditions(key, before, headers);
            Stored after = Documents.put(handle, key, Json.write(document), caller.name());
            then.accept(handle, before);
            if (before.map(Stored::revision)
                    .filter(revision -> revision == after.revision())
                    .isEmpty()) {
                Audit.note(
                        handle,
                        caller.name(),
                        "document.put",
                        key.kind() + " " + key.parent() + "/" + key.name(),
                        Map.of("revision", after.revision()));
            }
            return Response.status(before.isEmpty() ? Response.Status.CREATED : Response.Status.OK)
                    .entity(view.apply(document))
                    .header(HttpHeaders.ETAG, etag(after.revision()))
                    .build();
        });
    }

    private static void checkPreconditions(DocumentKey key, Optional<Stored> before, HttpHeaders headers) {
        String only = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        String match = headers.getHeaderString(HttpHeaders.IF_MATCH);
        if ("*".equals(only) && before.isPresent()) {
            throw new Refused(ProblemCode.PRECONDITION_FAILED, key.name() + " is there already");
        }
        if (before.isPresent() && match == null) {
            throw new Refused(
                    ProblemCode.PRECONDITION_REQUIRED,
                    key.name() + " is there already; send If-Match with its ETag, which is "
                            + etag(before.get().revision()));
        }
        boolean matches = match == null
                || (before.isPresent()
                        && (match.equals("*") || match.equals(etag(before.get().revision()))));
        if (!matches) {
            throw new Refused(
                    ProblemCode.PRECONDITION_FAILED,
                    before.isEmpty() ? key.name() + " is not there" : key.name() + " was changed meanwhile");
        }
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
