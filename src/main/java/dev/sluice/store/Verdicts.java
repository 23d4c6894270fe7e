package dev.sluice.store;

import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Verdict;
import dev.sluice.release.ReleaseId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What each gate said at each look, with what it saw. */
public final class Verdicts {

    private Verdicts() {}

    /**
     * One gate's word on one look.
     *
     * @param from start of the window, {@code at} its end
     */
    public record Row(
            ReleaseId release,
            String target,
            String gate,
            Instant from,
            Instant at,
            int step,
            Verdict verdict,
            double logE,
            String sentence,
            Pair seen) {}

    static void put(Handle handle, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        insert into verdict (release_id, target, gate, from_at, at, step, verdict, log_e, sentence, seen)
                        select v.release, v.target, v.gate, v.from_at, v.at, v.step, v.verdict, v.log_e, v.sentence,
                            v.seen::jsonb
                        from unnest(:releases, :targets, :gates, :from, :at, :steps, :verdicts, :logEs, :sentences, :seen)
                            as v (release, target, gate, from_at, at, step, verdict, log_e, sentence, seen)""")
                .bindArray(
                        "releases",
                        String.class,
                        rows.stream().map(row -> row.release().value()).toList())
                .bindArray(
                        "targets", String.class, rows.stream().map(Row::target).toList())
                .bindArray("gates", String.class, rows.stream().map(Row::gate).toList())
                .bindArray(
                        "from",
                        OffsetDateTime.class,
                        rows.stream().map(row -> utc(row.from())).toList())
                .bindArray(
                        "at",
                        OffsetDateTime.class,
                        rows.stream().map(row -> utc(row.at())).toList())
                .bindArray("steps", Integer.class, rows.stream().map(Row::step).toList())
                .bindArray(
                        "verdicts",
                        String.class,
                        rows.stream().map(row -> row.verdict().name()).toList())
                .bindArray("logEs", Double.class, rows.stream().map(Row::logE).toList())
                .bindArray(
                        "sentences",
                        String.class,
                        rows.stream().map(Row::sentence).toList())
                .bindArray(
                        "seen",
                        String.class,
                        rows.stream().map(row -> Json.write(row.seen())).toList())
                .execute();
    }

    /** A page of a gate's verdicts, the newest first, from before a moment. */
    public static List<Row> list(Handle handle, ReleaseId release, String gate, Instant before, int limit) {
        return handle.createQuery("""
                        select target, from_at, at, step, verdict, log_e, sentence, seen::text as seen from verdict
                        where release_id = :release and gate = :gate and at < :before
                        order by at desc, target limit :limit""")
                .bind("release", release.value())
                .bind("gate", gate)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> new Row(
                        release,
                        row.getString("target"),
                        gate,
                        row.getTimestamp("from_at").toInstant(),
                        row.getTimestamp("at").toInstant(),
                        row.getInt("step"),
                        Verdict.valueOf(row.getString("verdict")),
                        row.getDouble("log_e"),
                        row.getString("sentence"),
                        Json.read(row.getString("seen"), Pair.class)))
                .list();
    }

    /** Deletes a batch of old ones. */
    public static int forget(Handle handle, Instant before, int batch) {
        return handle.createUpdate(
                        "delete from verdict where ctid in (select ctid from verdict where at < :before limit :batch)")
                .bind("before", before)
                .bind("batch", batch)
                .execute();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
