package dev.sluice.store;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.release.Event;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.store.Nodes.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/** Writes what ticks decided. What belongs to a release that somebody else changed or holds is dropped. */
public final class Ticks {

    /** The judge's whole state, which has every look in it that was written. */
    private static final String SAVE = """
            update analysis a set body = t.body::jsonb,
                folded = coalesce((select max(position) from look where release_id = a.release_id), a.folded)
            """;

    private static final String IS_FRESH = ":decided > clock_timestamp() - make_interval(secs => :good) and ";

    private Ticks() {}

    /**
     * What one tick decided.
     *
     * @param analysis the judge's state after the looks
     * @param learned whether it has learnt more than the looks tell, so that the state itself is to be written
     */
    public record Ticked(
            Release before,
            Release after,
            List<Event> events,
            AnalysisRun analysis,
            boolean learned,
            List<LookLog.Row> looks) {

        /** Whether there is anything to write. */
        public boolean isNews() {
            return learned || !looks.isEmpty() || !events.isEmpty();
        }
    }

    /**
     * Records ticks that only looked: one statement for all their looks, and one for the states that are due.
     *
     * @param due whether the judge's whole state is to be written
     * @return those that were written; the others were changed or taken over meanwhile
     */
    public static Set<ReleaseId> recordLooks(Handle handle, Node node, List<Ticked> batch, Predicate<Ticked> due) {
        Set<ReleaseId> looked = LookLog.put(handle, node, batch);
        List<Ticked> whole = batch.stream()
                .filter(due)
                .filter(tick ->
                        tick.looks().isEmpty() || looked.contains(tick.before().id()))
                .toList();
        Set<ReleaseId> saved = whole.isEmpty() ? Set.of() : save(handle, node, whole);
        Set<ReleaseId> written = new HashSet<>(looked);
        whole.forEach(tick -> written.remove(tick.before().id()));
        written.addAll(saved);
        return written;
    }

    private static Set<ReleaseId> save(Handle handle, Node node, List<Ticked> batch) {
        Set<ReleaseId> saved = new HashSet<>();
        Leases.byHolder(handle.createQuery(SAVE + """
                        from unnest(:ids, :versions, :bodies) as t (id, version, body) join release r on r.id = t.id
                        where a.release_id = t.id and r.version = t.version and not r.ended and
                        """ + Leases.HELD + " returning a.release_id"), node)
                .bindArray(
                        "ids",
                        String.class,
                        batch.stream().map(tick -> tick.before().id().value()).toList())
                .bindArray(
                        "versions",
                        Long.class,
                        batch.stream().map(tick -> tick.before().events()).toList())
                .bindArray(
                        "bodies",
                        String.class,
                        batch.stream().map(tick -> Json.write(tick.analysis())).toList())
                .mapTo(String.class)
                .forEach(id -> saved.add(new ReleaseId(id)));
        return saved;
    }

    /**
     * Records a tick that changed its release, with everything that follows from it. What was decided longer ago than
     * {@link Nodes#GOOD_FOR} is not written: the node stood still meanwhile, and times that begin with the decision,
     * such as that for an approval, would be over before anybody could use them.
     *
     * @return false when the release was changed or taken over meanwhile, or the decision is too old
     */
    public static boolean recordEvents(Handle handle, Node node, Ticked tick) {
        int written = Leases.byHolder(
                        handle.createUpdate(ReleaseStore.WRITE + " where r.id = :id and r.version = :before and "
                                + IS_FRESH + Leases.HELD),
                        node)
                .bindMap(ReleaseStore.columns(tick.after()))
                .bind("before", tick.before().events())
                .bind("decided", tick.events().getLast().at())
                .execute();
        if (written != 1) {
            return false;
        }
        LookLog.put(handle, tick);
        handle.createUpdate(SAVE + "from (select :id as id, :body as body) as t where a.release_id = t.id")
                .bind("id", tick.after().id().value())
                .bind("body", Json.write(tick.analysis()))
                .execute();
        Events.append(handle, tick.after().id(), tick.before().events() + 1, tick.events(), "event");
        Effects.of(handle, tick.before(), tick.after(), tick.events());
        return true;
    }
}
