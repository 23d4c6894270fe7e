package dev.sluice.store;

import dev.sluice.analysis.Look;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import dev.sluice.analysis.Verdict;
import dev.sluice.release.ReleaseId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What one gate said at each look, with what it saw. */
public final class Verdicts {

    /** Behind every position. */
    public static final long NEWEST = Long.MAX_VALUE;

    private static final Pair UNREAD =
            new Pair(new Sample.Missing("nothing was read"), new Sample.Missing("nothing was read"));

    private Verdicts() {}

    /**
     * One gate's word on one look.
     *
     * @param position in the order in which looks were written
     * @param from start of the window, {@code at} its end
     */
    public record Row(
            long position,
            String target,
            Instant from,
            Instant at,
            int step,
            Verdict verdict,
            double logE,
            String sentence,
            Pair seen) {}

    /** A page of a gate's verdicts, the newest first, from before a position. */
    public static List<Row> list(Handle handle, ReleaseId release, String gate, long before, int limit) {
        return handle.createQuery("""
                        select position, body::text as body from look
                        where release_id = :release and position < :before
                            and exists (select from json_array_elements(body -> 'said') as s where s ->> 'gate' = :gate)
                        order by position desc limit :limit""")
                .bind("release", release.value())
                .bind("gate", gate)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) ->
                        row(row.getLong("position"), gate, Json.read(row.getString("body"), LookLog.Row.class)))
                .list();
    }

    private static Row row(long position, String gate, LookLog.Row row) {
        Look look = row.look();
        LookLog.Said said = row.said().stream()
                .filter(each -> each.gate().equals(gate))
                .findFirst()
                .orElseThrow();
        return new Row(
                position,
                look.target(),
                look.from(),
                look.to(),
                look.step(),
                said.verdict(),
                said.logE(),
                said.sentence(),
                look.samples().getOrDefault(gate, UNREAD));
    }
}
