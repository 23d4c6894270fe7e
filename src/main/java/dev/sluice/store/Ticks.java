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
            List<Looks.Row> looks) {

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
        Set<ReleaseId> looked = Looks.put(handle, node, batch);
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
        handle.createQuery("""
                        update analysis a set body = t.body::jsonb, folded = coalesce(
                            (select max(position) from look where release_id = a.release_id), a.folded)
                        from unnest(:ids, :versions, :bodies) as t (id, version, body) join release r on r.id = t.id
                        where a.release_id = t.id and r.version = t.version and r.lease_owner = :node
                            and r.lease_epoch = :epoch and not r.ended
                            and exists (select 1 from node where id = :node and epoch = :epoch
                                and beat_at > now() - make_interval(secs => :good))
                        returning a.release_id""")
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
                .bind("node", node.id())
                .bind("epoch", node.epoch())
                .bind("good", Nodes.GOOD_FOR.toSeconds())
                .mapTo(String.class)
                .forEach(id -> saved.add(new ReleaseId(id)));
        return saved;
    }

    /**
     * Records a tick that changed its release, with everything that follows from it.
     *
     * @return false when the release was changed or taken over meanwhile
     */
    public static boolean recordEvents(Handle handle, Node node, Ticked tick) {
        int written = handle.createUpdate(ReleaseStore.WRITE + """
                                 where id = :id and version = :before and lease_owner = :node and lease_epoch = :epoch
                                    and exists (select 1 from node where id = :node and epoch = :epoch
                                        and beat_at > now() - make_interval(secs => :good))""")
                .bindMap(ReleaseStore.columns(tick.after()))
                .bind("before", tick.before().events())
                .bind("node", node.id())
                .bind("epoch", node.epoch())
                .bind("good", Nodes.GOOD_FOR.toSeconds())
                .execute();
        if (written != 1) {
            return false;
        }
        Looks.put(handle, tick);
        handle.createUpdate("""
                        update analysis set body = :body::jsonb, folded = coalesce(
                            (select max(position) from look where release_id = :id), folded)
                        where release_id = :id""")
                .bind("id", tick.after().id().value())
                .bind("body", Json.write(tick.analysis()))
                .execute();
        Events.append(handle, tick.after().id(), tick.before().events() + 1, tick.events());
        Effects.of(handle, tick.before(), tick.after(), tick.events());
        Database.tell(handle, "event " + tick.after().id());
        return true;
    }
}
