package dev.sluice.store;

import dev.sluice.catalogue.Planner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What people edit, with every revision. */
public final class Documents {

    private Documents() {}

    /** Kinds of documents. */
    public enum Kind {
        SERVICE,
        ENVIRONMENT,
        TARGET,
        STRATEGY,
        CONNECTION,
        FREEZE;

        /** The kind that a document of this one belongs to. */
        public Optional<Kind> parent() {
            return this == TARGET ? Optional.of(SERVICE) : Optional.empty();
        }

        /** As people say it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A document as it is stored; {@code body} is JSON. */
    public record Stored(String parent, String name, long revision, String body, String changedBy, Instant changedAt) {}

    /** Finds the present revision. */
    public static Optional<Stored> find(Handle handle, DocumentKey key) {
        return handle.createQuery("""
                        select parent, name, revision, body::text, changed_by, changed_at from document
                        where kind = :kind and parent = :parent and name = :name""")
                .bind("kind", key.kind().name())
                .bind("parent", key.parent())
                .bind("name", key.name())
                .map((row, _) -> stored(row))
                .findOne();
    }

    /** What a release of a service in an environment is planned from. */
    static Map<Kind, List<Stored>> ofRelease(
            Handle handle, String service, String environment, Optional<String> strategy) {
        Map<Kind, List<Stored>> found = new EnumMap<>(Kind.class);
        handle.createQuery("""
                        select kind, parent, name, revision, body::text, changed_by, changed_at from document
                        where (kind = 'SERVICE' and parent = '' and name = :service)
                            or (kind = 'ENVIRONMENT' and parent = '' and name = :environment)
                            or (kind = 'TARGET' and parent = :service)
                            or (kind = 'STRATEGY' and parent = '' and name = coalesce(:strategy, (
                                select body ->> 'strategy' from document
                                where kind = 'SERVICE' and parent = '' and name = :service), :standard))
                        order by name""")
                .bind("service", service)
                .bind("environment", environment)
                .bind("strategy", strategy)
                .bind("standard", Planner.STANDARD)
                .map((row, _) -> found.computeIfAbsent(Kind.valueOf(row.getString("kind")), _ -> new ArrayList<>())
                        .add(stored(row)))
                .list();
        return found;
    }

    /** Finds a revision. */
    public static Optional<Stored> find(Handle handle, DocumentKey key, long revision) {
        return handle.createQuery("""
                        select parent, name, revision, body::text, changed_by, changed_at from document_revision
                        where kind = :kind and parent = :parent and name = :name and revision = :revision""")
                .bind("kind", key.kind().name())
                .bind("parent", key.parent())
                .bind("name", key.name())
                .bind("revision", revision)
                .map((row, _) -> stored(row))
                .findOne();
    }

    /** A page in the order of names, from behind {@code after}. */
    public static List<Stored> list(Handle handle, Kind kind, String parent, String after, int limit) {
        return handle.createQuery("""
                        select parent, name, revision, body::text, changed_by, changed_at from document
                        where kind = :kind and parent = :parent and name > :after order by name limit :limit""")
                .bind("kind", kind.name())
                .bind("parent", parent)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> stored(row))
                .list();
    }

    /** Takes the row, so that two writers come one after the other. */
    public static Optional<Stored> lock(Handle handle, DocumentKey key) {
        handle.createQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(:key, 0))) as locked")
                .bind("key", key.kind() + "/" + key.parent() + "/" + key.name())
                .mapTo(Integer.class)
                .one();
        return find(handle, key);
    }

    /**
     * Keeps documents from being deleted until the transaction ends, so that what a new one names stays. Comes before
     * every other lock.
     */
    public static void keep(Handle handle) {
        take(handle, "pg_advisory_xact_lock_shared");
    }

    /** Keeps others from writing any document until the transaction ends. Comes before every other lock. */
    public static void keepOthersOut(Handle handle) {
        take(handle, "pg_advisory_xact_lock");
    }

    private static void take(Handle handle, String lock) {
        handle.createQuery("select 1 from (select " + lock + "(hashtextextended('documents', 3))) as locked")
                .mapTo(Integer.class)
                .one();
    }

    /**
     * The documents of a kind that name another, by parent and name.
     *
     * @param field that names it
     */
    public static List<DocumentKey> naming(Handle handle, Kind kind, Reference field, String name, int limit) {
        return handle.createQuery("""
                        select parent, name from document
                        where kind = :kind
                            and jsonb_path_exists(body, :path::jsonpath, jsonb_build_object('name', :name::text))
                        order by parent, name limit :limit""")
                .bind("kind", kind.name())
                .bind("path", field.path() + " ? (@ == $name)")
                .bind("name", name)
                .bind("limit", limit)
                .map((row, _) -> new DocumentKey(kind, row.getString("parent"), row.getString("name")))
                .list();
    }

    /** Writes a new revision of a locked document; the same body again makes none. */
    public static Stored put(Handle handle, DocumentKey key, String body, String by) {
        Optional<Stored> before = find(handle, key);
        if (before.isPresent() && isSame(handle, before.get().body(), body)) {
            return before.get();
        }
        long revision = lastRevision(handle, key) + 1;
        for (String statement : List.of("""
                insert into document (kind, parent, name, revision, body, changed_by)
                values (:kind, :parent, :name, :revision, :body::jsonb, :by)
                on conflict (kind, parent, name) do update set revision = excluded.revision, body = excluded.body,
                    changed_by = excluded.changed_by, changed_at = now()""", """
                insert into document_revision (kind, parent, name, revision, body, changed_by)
                values (:kind, :parent, :name, :revision, :body::jsonb, :by)""")) {
            handle.createUpdate(statement)
                    .bind("kind", key.kind().name())
                    .bind("parent", key.parent())
                    .bind("name", key.name())
                    .bind("revision", revision)
                    .bind("body", body)
                    .bind("by", by)
                    .execute();
        }
        tell(handle, key);
        return find(handle, key).orElseThrow();
    }

    /** Removes a locked document; its revisions stay to be read, and a later one of that name goes on counting. */
    public static void delete(Handle handle, DocumentKey key) {
        handle.createUpdate("delete from document where kind = :kind and parent = :parent and name = :name")
                .bind("kind", key.kind().name())
                .bind("parent", key.parent())
                .bind("name", key.name())
                .execute();
        tell(handle, key);
    }

    /** Freezes hold releases; where traffic and numbers come from is kept in memory by those who look all the time. */
    private static void tell(Handle handle, DocumentKey key) {
        switch (key.kind()) {
            case FREEZE -> Database.tell(handle, "freeze " + key.name());
            case TARGET -> Database.tell(handle, "binding " + key.parent() + "/" + key.name());
            case CONNECTION -> Database.tell(handle, "binding " + key.name());
            case SERVICE, ENVIRONMENT, STRATEGY -> {}
        }
    }

    private static long lastRevision(Handle handle, DocumentKey key) {
        return handle.createQuery("""
                        select coalesce(max(revision), 0) from document_revision
                        where kind = :kind and parent = :parent and name = :name""")
                .bind("kind", key.kind().name())
                .bind("parent", key.parent())
                .bind("name", key.name())
                .mapTo(Long.class)
                .one();
    }

    private static boolean isSame(Handle handle, String left, String right) {
        return handle.createQuery("select :left::jsonb = :right::jsonb")
                .bind("left", left)
                .bind("right", right)
                .mapTo(Boolean.class)
                .one();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getString("parent"),
                row.getString("name"),
                row.getLong("revision"),
                row.getString("body"),
                row.getString("changed_by"),
                row.getTimestamp("changed_at").toInstant());
    }
}
