package dev.sluice.store;

import dev.sluice.release.ReleaseId;
import dev.sluice.store.Nodes.Node;
import dev.sluice.store.ReleaseStore.Stored;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Which node moves which release. A lease is good while its owner's heartbeat is; every write of a tick checks both, so
 * that a node that was stopped for a while changes nothing.
 */
public final class Leases {

    /** Condition on {@code release r}: this node holds it, and its heartbeat is good. See {@link #byHolder}. */
    static final String HELD = """
            r.lease_owner = :node and r.lease_epoch = :epoch
                and exists (select 1 from node where id = :node and epoch = :epoch
                    and beat_at > now() - make_interval(secs => :good))""";

    private Leases() {}

    /** Binds what {@link #HELD} asks for. */
    static <S extends SqlStatement<S>> S byHolder(S statement, Node node) {
        return statement.bind("node", node.id()).bind("epoch", node.epoch()).bind("good", Nodes.GOOD_FOR.toSeconds());
    }

    /**
     * Releases that were taken.
     *
     * @param fromDead how many of them somebody held who is dead
     */
    public record Claimed(List<Stored> releases, long fromDead) {}

    private record Claim(Stored release, boolean fromDead) {}

    /** Takes releases that nobody holds, or whose holder is dead. */
    public static Claimed claim(Handle handle, Node node, int limit) {
        List<String> dead = handle.createQuery("select id from node where beat_at <= " + Nodes.ALIVE_SINCE)
                .bind("good", Nodes.GOOD_FOR.toSeconds())
                .mapTo(String.class)
                .list();
        List<Claim> taken = handle.createQuery("""
                        with free as (
                            select id, lease_owner from release
                            where not ended and (lease_owner is null or lease_owner = any (:dead))
                            order by id limit :limit for update skip locked),
                        taken as (
                            update release r set lease_owner = :node, lease_epoch = :epoch from free
                            where r.id = free.id returning r.id, r.body, free.lease_owner is not null as from_dead)
                        select t.body::text as body, a.body::text as analysis, t.from_dead,""" + LookLog.LATER + """

                        from taken t join analysis a on a.release_id = t.id""")
                .bindArray("dead", String.class, dead)
                .bind("limit", limit)
                .bind("node", node.id())
                .bind("epoch", node.epoch())
                .map((row, _) -> new Claim(stored(row), row.getBoolean("from_dead")))
                .list();
        return new Claimed(
                taken.stream().map(Claim::release).toList(),
                taken.stream().filter(Claim::fromDead).count());
    }

    /** Reads a release that this node holds; empty when it has ended or somebody else holds it now. */
    public static Optional<Stored> held(Handle handle, Node node, ReleaseId id) {
        return handle.createQuery("""
                        select r.body::text as body, a.body::text as analysis,""" + LookLog.LATER + """

                        from release r join analysis a on a.release_id = r.id
                        where r.id = :id and not r.ended
                            and r.lease_owner = :node and r.lease_epoch = :epoch""")
                .bind("id", id.value())
                .bind("node", node.id())
                .bind("epoch", node.epoch())
                .map((row, _) -> stored(row))
                .findOne();
    }

    /** Ids of held releases that were changed lately, for the case that a notification was lost. */
    public static List<ReleaseId> changedLately(Handle handle, Node node) {
        return handle.createQuery("""
                        select id from release
                        where not ended and lease_owner = :node and changed_at > now() - interval '15 seconds'""").bind("node", node.id()).mapTo(String.class).list().stream()
                .map(ReleaseId::new)
                .toList();
    }

    /** Frees everything: for a process that has the database for itself. */
    public static void freeAll(Handle handle) {
        handle.execute("update release set lease_owner = null, lease_epoch = null where lease_owner is not null");
        handle.execute("delete from node");
    }

    /** Notes that a release's ticks keep failing. Its holder goes on trying. */
    public static void park(Handle handle, Node node, ReleaseId id, String reason) {
        handle.createUpdate("""
                        update release set parked = :reason
                        where id = :id and lease_owner = :node and lease_epoch = :epoch""")
                .bind("reason", reason)
                .bind("id", id.value())
                .bind("node", node.id())
                .bind("epoch", node.epoch())
                .execute();
    }

    /** Why those of these releases are parked that are. */
    public static Map<ReleaseId, String> parked(Handle handle, List<ReleaseId> ids) {
        Map<ReleaseId, String> parked = new HashMap<>();
        handle.createQuery("select id, parked from release where id = any (:ids) and parked is not null")
                .bindArray(
                        "ids", String.class, ids.stream().map(ReleaseId::value).toList())
                .map((row, _) -> parked.put(new ReleaseId(row.getString("id")), row.getString("parked")))
                .list();
        return parked;
    }

    /** How many releases are parked now. */
    public static long parkedNow(Handle handle) {
        return handle.createQuery("select count(*) from release where parked is not null and not ended")
                .mapTo(Long.class)
                .one();
    }

    /** Notes that a release can be looked after again. */
    public static void unpark(Handle handle, ReleaseId id) {
        handle.createUpdate("update release set parked = null where id = :id")
                .bind("id", id.value())
                .execute();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(ReleaseStore.release(row.getString("body")), LookLog.state(row, "analysis"));
    }
}
