package dev.sluice.store;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.analysis.Look;
import dev.sluice.analysis.Verdict;
import dev.sluice.release.ReleaseId;
import dev.sluice.store.Nodes.Node;
import dev.sluice.store.Ticks.Ticked;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Every look: what was read, and what each gate said to it. A look is one row; the judge's whole state is written only
 * now and then, and the looks behind it are folded in when it is read. Folding one twice changes nothing.
 */
public final class LookLog {

    /** To be selected beside the state of {@code analysis a}: its looks that the state doesn't contain. */
    static final String LATER = """
            (select json_agg(l.body order by l.position) from look l
             where l.release_id = a.release_id and l.position > a.folded)::text as later""";

    private LookLog() {}

    /**
     * One look at one target.
     *
     * @param said by each gate that is judged there, after the tick's last look
     */
    public record Row(Look look, List<Said> said) {}

    /**
     * What a gate said.
     *
     * @param logE natural logarithm of the evidence against the candidate, over all targets
     */
    public record Said(String gate, Verdict verdict, double logE, String sentence) {}

    private record OfRelease(Ticked tick, Row row) {}

    /**
     * Writes the looks of ticks whose releases are still as they were and held by the node.
     *
     * @return those that were written
     */
    static Set<ReleaseId> put(Handle handle, Node node, List<Ticked> batch) {
        List<OfRelease> rows = batch.stream()
                .flatMap(tick -> tick.looks().stream().map(row -> new OfRelease(tick, row)))
                .toList();
        Set<ReleaseId> written = new HashSet<>();
        if (!rows.isEmpty()) {
            Leases.byHolder(handle.createQuery("""
                            insert into look (release_id, at, body)
                            select t.id, t.at, t.body::json
                            from unnest(:ids, :versions, :times, :bodies) with ordinality as t (id, version, at, body, n)
                            join release r on r.id = t.id and r.version = t.version
                            where not r.ended and
                            """ + Leases.HELD + " order by t.n returning release_id"), node)
                    .bindArray(
                            "ids",
                            String.class,
                            each(rows, it -> it.tick().before().id().value()))
                    .bindArray(
                            "versions",
                            Long.class,
                            each(rows, it -> it.tick().before().events()))
                    .bindArray("times", OffsetDateTime.class, each(rows, it -> at(it.row())))
                    .bindArray("bodies", String.class, each(rows, it -> Json.write(it.row())))
                    .mapTo(String.class)
                    .forEach(id -> written.add(new ReleaseId(id)));
        }
        return written;
    }

    /** Writes the looks of one tick whose release this transaction has written already. */
    static void put(Handle handle, Ticked tick) {
        if (!tick.looks().isEmpty()) {
            handle.createUpdate("""
                            insert into look (release_id, at, body) select :id, t.at, t.body::json
                            from unnest(:times, :bodies) with ordinality as t (at, body, n) order by t.n""")
                    .bind("id", tick.before().id().value())
                    .bindArray("times", OffsetDateTime.class, each(tick.looks(), LookLog::at))
                    .bindArray("bodies", String.class, each(tick.looks(), Json::write))
                    .execute();
        }
    }

    /** The judge's state from a row that has its {@code body} and {@link #LATER}. */
    static AnalysisRun state(ResultSet row, String body) throws SQLException {
        return caughtUp(Json.read(row.getString(body), AnalysisRun.class), row.getString("later"));
    }

    private static AnalysisRun caughtUp(AnalysisRun saved, @Nullable String later) {
        AnalysisRun run = saved;
        for (Row row : later == null ? List.<Row>of() : Json.readList(later, Row.class)) {
            run = run.observe(row.look());
        }
        return run;
    }

    /** Deletes a batch of old ones that nobody needs to know the judge's state. */
    public static int forget(Handle handle, Instant before, int batch) {
        return handle.createUpdate("""
                        delete from look where ctid in (
                            select l.ctid from look l left join analysis a on a.release_id = l.release_id
                            where l.at < :before and coalesce(a.folded >= l.position, true) limit :batch)""")
                .bind("before", before)
                .bind("batch", batch)
                .execute();
    }

    private static OffsetDateTime at(Row row) {
        return row.look().to().atOffset(ZoneOffset.UTC);
    }

    private static <T, F> List<F> each(List<T> rows, Function<T, F> field) {
        return rows.stream().map(field).toList();
    }
}
