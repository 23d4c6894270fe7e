package dev.sluice.store;

import dev.sluice.release.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** API tokens: their hashes, and whose they are. */
public final class Tokens {

    private Tokens() {}

    /**
     * A token without its secret.
     *
     * @param name whose it is
     * @param kind person or ci
     * @param lastFour to tell tokens apart
     */
    public record Stored(
            String id,
            String name,
            String kind,
            String role,
            List<String> groups,
            String lastFour,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            Optional<Instant> revokedAt) {}

    public static void create(Handle handle, Stored token, byte[] hash) {
        handle.createUpdate("""
                        insert into token (id, person, kind, role, groups, hash, last_four, created_by, expires_at)
                        values (:id, :name, :kind, :role, :groups::jsonb, :hash, :lastFour, :by, :expires)""")
                .bind("id", token.id())
                .bind("name", token.name())
                .bind("kind", token.kind())
                .bind("role", token.role())
                .bind("groups", Json.write(token.groups()))
                .bind("hash", hash)
                .bind("lastFour", token.lastFour())
                .bind("by", token.createdBy())
                .bind("expires", token.expiresAt())
                .execute();
    }

    /** The token of a hash, as long as it is good. */
    public static Optional<Stored> findGood(Handle handle, byte[] hash) {
        return handle.createQuery(
                        "select * from token where hash = :hash and revoked_at is null and expires_at > now()")
                .bind("hash", hash)
                .map((row, _) -> stored(row))
                .findOne();
    }

    /** Whether anybody has to show a token: from the first one on, even when it has expired. */
    public static boolean any(Handle handle) {
        return handle.createQuery("select exists (select from token where revoked_at is null)")
                .mapTo(Boolean.class)
                .one();
    }

    /** When the last admin's token ends, whether that is past or not; empty when all are revoked. */
    public static Optional<Instant> lastAdminEnds(Handle handle) {
        return handle.createQuery("select max(expires_at) from token where role = 'admin' and revoked_at is null")
                .map((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .one();
    }

    /** Whether this is a good admin token, and there is no other one. Two that ask at the same time come one after the other. */
    public static boolean isLastAdmin(Handle handle, String id) {
        handle.createQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended('admins', 0))) as locked")
                .mapTo(Integer.class)
                .one();
        return handle.createQuery("""
                        select id from token
                        where role = 'admin' and revoked_at is null and expires_at > now() limit 2""").mapTo(String.class).list().equals(List.of(id));
    }

    /** The groups that good tokens have, each in the form in which names are compared. */
    public static Set<String> groups(Handle handle) {
        return handle.createQuery("""
                        select distinct jsonb_array_elements_text(groups) from token
                        where revoked_at is null and expires_at > now()""").mapTo(String.class).stream()
                .map(Person::canonical)
                .collect(Collectors.toSet());
    }

    public static List<Stored> list(Handle handle, String before, int limit) {
        return handle.createQuery(
                        "select * from token where :before = '' or id < :before order by id desc limit :limit")
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> stored(row))
                .list();
    }

    /** Ends a token; false when there is no such good one. */
    public static boolean revoke(Handle handle, String id) {
        return handle.createUpdate("update token set revoked_at = now() where id = :id and revoked_at is null")
                        .bind("id", id)
                        .execute()
                == 1;
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getString("id"),
                row.getString("person"),
                row.getString("kind"),
                row.getString("role"),
                Json.readList(row.getString("groups"), String.class),
                row.getString("last_four"),
                row.getString("created_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("revoked_at")).map(Timestamp::toInstant));
    }
}
