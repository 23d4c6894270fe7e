package dev.sluice.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What came of requests that were taken in while the database was away. */
public final class IntakeLog {

    private IntakeLog() {}

    /**
     * What came of a request.
     *
     * @param release that the answer named
     * @param became the release that an earlier answer under the same key had named; mostly the same
     * @param code of the refusal; empty when it was carried out
     */
    public record Row(
            String id,
            Instant accepted,
            String principal,
            String what,
            String release,
            String became,
            String code,
            String reason) {

        public boolean refused() {
            return !code.isEmpty();
        }
    }

    public static void put(Handle handle, Row row) {
        handle.createUpdate("""
                        insert into intake (id, accepted, principal, what, release_id, became, code, reason)
                        values (:id, :accepted, :principal, :what, :release, :became, :code, :reason)""").bindMethods(row).execute();
    }

    public static Optional<Row> find(Handle handle, String id) {
        return handle.createQuery("select * from intake where id = :id")
                .bind("id", id)
                .map((row, _) -> row(row))
                .findOne();
    }

    /** The ids, among the given ones, of requests that were settled before. */
    public static Set<String> among(Handle handle, List<String> ids) {
        return handle.createQuery("select id from intake where id = any (:ids)")
                .bindArray("ids", String.class, ids)
                .mapTo(String.class)
                .set();
    }

    /** What came of the request that was to make this release. */
    public static Optional<Row> making(Handle handle, String release) {
        return handle.createQuery("""
                        select * from intake where release_id = :release and what in ('create', 'retry', 'undo')""")
                .bind("release", release)
                .map((row, _) -> row(row))
                .findOne();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("id"),
                row.getTimestamp("accepted").toInstant(),
                row.getString("principal"),
                row.getString("what"),
                row.getString("release_id"),
                row.getString("became"),
                row.getString("code"),
                row.getString("reason"));
    }
}
