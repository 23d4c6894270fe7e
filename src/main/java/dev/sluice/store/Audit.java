package dev.sluice.store;

import dev.sluice.release.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Every acknowledged change, once, with who made it; written in the transaction of the change. */
public final class Audit {

    /** Behind every row. */
    public static final long NEWEST = Long.MAX_VALUE;

    private Audit() {}

    /**
     * A change.
     *
     * @param number in the order in which changes began
     * @param detail a JSON object
     */
    public record Row(long number, Instant at, String principal, String action, String subject, String detail) {}

    /**
     * Which changes are wanted.
     *
     * @param actor whose, however the name is written; empty: everybody's
     * @param action release.abort, or release for everything that begins with {@code release.}; empty: all
     * @param subject empty: all
     * @param since from this moment on
     * @param until before this moment
     */
    public record Filter(
            String actor, String action, String subject, Optional<Instant> since, Optional<Instant> until) {}

    /**
     * Notes a change.
     *
     * @param action such as release.create
     * @param subject what was changed
     */
    public static void note(
            Handle handle, String principal, String action, String subject, Map<String, Object> detail) {
        handle.createUpdate("""
                        insert into audit (principal, action, subject, detail)
                        values (:principal, :action, :subject, :detail::jsonb)""")
                .bind("principal", principal)
                .bind("action", action)
                .bind("subject", subject)
                .bind("detail", Json.write(detail))
                .execute();
    }

    /** A page, the newest first, from before a number. */
    public static List<Row> list(Handle handle, Filter filter, long before, int limit) {
        return handle.createQuery("""
                        select number, at, principal, action, subject, detail::text from audit
                        where number < :before
                            and (:actor = '' or principal in (:actor, :canonical))
                            and (:action = '' or action = :action or action like :action || '.%')
                            and (:subject = '' or subject = :subject)
                            and (:since::timestamptz is null or at >= :since::timestamptz)
                            and (:until::timestamptz is null or at < :until::timestamptz)
                        order by number desc limit :limit""")
                .bind("before", before)
                .bind("actor", filter.actor())
                .bind("canonical", Person.canonical(filter.actor()))
                .bind("action", filter.action())
                .bind("subject", filter.subject())
                .bind("since", filter.since().map(Instant::toString))
                .bind("until", filter.until().map(Instant::toString))
                .bind("limit", limit)
                .map((row, _) -> row(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("number"),
                row.getTimestamp("at").toInstant(),
                row.getString("principal"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("detail"));
    }
}
