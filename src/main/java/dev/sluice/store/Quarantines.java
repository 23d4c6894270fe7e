package dev.sluice.store;

import dev.sluice.release.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Versions that are refused in an environment until somebody lifts it. */
public final class Quarantines {

    private Quarantines() {}

    /** One entry. */
    public record Entry(
            String id,
            String service,
            String environment,
            Version version,
            String reason,
            Optional<String> release,
            String by,
            Instant at,
            Optional<Lifted> lifted) {}

    /** Who lifted it, and why. */
    public record Lifted(String by, Instant at, String reason) {}

    /** Puts a version into quarantine; one that is there already stays as it is. */
    public static void put(
            Handle handle,
            String id,
            String service,
            String environment,
            Version version,
            String reason,
            Optional<String> release,
            String by) {
        handle.createUpdate("""
                        insert into quarantine (id, service, environment, label, digest, reason, release_id, put_by)
                        values (:id, :service, :environment, :label, :digest, :reason, :release, :by)
                        on conflict (service, environment, digest) where lifted_at is null do nothing""")
                .bind("id", id)
                .bind("service", service)
                .bind("environment", environment)
                .bind("label", version.label())
                .bind("digest", version.digest())
                .bind("reason", reason)
                .bind("release", release.orElse(null))
                .bind("by", by)
                .execute();
    }

    /** The open entry of a version. */
    public static Optional<Entry> open(Handle handle, String service, String environment, String digest) {
        return handle.createQuery("""
                        select * from quarantine where service = :service and environment = :environment
                            and lower(digest) = lower(:digest) and lifted_at is null
                        order by put_at limit 1""")
                .bind("service", service)
                .bind("environment", environment)
                .bind("digest", digest)
                .map((row, _) -> entry(row))
                .findOne();
    }

    public static Optional<Entry> find(Handle handle, String id) {
        return handle.createQuery("select * from quarantine where id = :id")
                .bind("id", id)
                .map((row, _) -> entry(row))
                .findOne();
    }

    /** The newest first, from behind {@code before}; empty: from the newest. */
    public static List<Entry> list(Handle handle, String before, int limit) {
        return handle.createQuery("""
                        select * from quarantine where :before = '' or id < :before
                        order by id desc limit :limit""")
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> entry(row))
                .list();
    }

    /** Lifts an open entry; false when there is none. */
    public static boolean lift(Handle handle, String id, String by, String reason) {
        return handle.createUpdate("""
                                update quarantine set lifted_by = :by, lifted_at = now(), lift_reason = :reason
                                where id = :id and lifted_at is null""")
                        .bind("id", id)
                        .bind("by", by)
                        .bind("reason", reason)
                        .execute()
                == 1;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        Timestamp liftedAt = row.getTimestamp("lifted_at");
        return new Entry(
                row.getString("id"),
                row.getString("service"),
                row.getString("environment"),
                new Version(row.getString("label"), row.getString("digest")),
                row.getString("reason"),
                Optional.ofNullable(row.getString("release_id")),
                row.getString("put_by"),
                row.getTimestamp("put_at").toInstant(),
                liftedAt == null
                        ? Optional.empty()
                        : Optional.of(new Lifted(
                                row.getString("lifted_by"), liftedAt.toInstant(), row.getString("lift_reason"))));
    }
}
