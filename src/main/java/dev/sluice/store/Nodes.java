package dev.sluice.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The processes that share this database, and their heartbeats. */
public final class Nodes {

    /** How long a heartbeat is good, by the database's clock. */
    public static final Duration GOOD_FOR = Duration.ofSeconds(10);

    /** How often a node renews it. */
    public static final Duration RENEW_EVERY = Duration.ofSeconds(3);

    /** When nobody has renewed a heartbeat for so long, it was the database that was away. */
    private static final Duration SILENCE = RENEW_EVERY.multipliedBy(2);

    /**
     * What {@code beat_at} is later than where a node is alive. After an outage nobody could renew it, and everybody
     * who lived before has as long as a heartbeat is good to come back. Else the first one to come back would take the
     * others and what their routers do for gone. Bind {@code good}.
     */
    public static final String ALIVE_SINCE = """
            (select case when now() < forgiven_till then began_at else now() end - make_interval(secs => :good)
                from outage)""";

    private Nodes() {}

    /** A process under its present epoch; every start gives a new one. */
    public record Node(String id, long epoch) {}

    /** Registers a process that starts. */
    public static Node register(Handle handle, String id) {
        long epoch = handle.createQuery("""
                        insert into node (id, epoch) values (:id, nextval('node_epoch'))
                        on conflict (id) do update set epoch = excluded.epoch, started_at = now(), beat_at = now(),
                            windows_until = 0
                        returning epoch""").bind("id", id).mapTo(Long.class).one();
        return new Node(id, epoch);
    }

    /**
     * Renews the heartbeat.
     *
     * @return false when another process took the id
     */
    public static boolean beat(Handle handle, Node node) {
        handle.createUpdate("""
                        update outage set began_at = newest, forgiven_till = now() + make_interval(secs => :good)
                        from (select max(beat_at) as newest from node) as beats
                        where newest < now() - make_interval(secs => :silence)""")
                .bind("good", GOOD_FOR.toSeconds())
                .bind("silence", SILENCE.toSeconds())
                .execute();
        return handle.createUpdate("update node set beat_at = now() where id = :id and epoch = :epoch")
                        .bind("id", node.id())
                        .bind("epoch", node.epoch())
                        .execute()
                == 1;
    }

    /** A process that stops in order frees what it held at once. */
    public static void leave(Handle handle, Node node) {
        handle.createUpdate("""
                        update release set lease_owner = null, lease_epoch = null
                        where lease_owner = :id and not ended""").bind("id", node.id()).execute();
        handle.createUpdate("delete from node where id = :id and epoch = :epoch")
                .bind("id", node.id())
                .bind("epoch", node.epoch())
                .execute();
        Database.tell(handle, "node");
    }

    /** Forgets processes that have been silent for a day and hold nothing that somebody would have to take over. */
    public static void forgetDead(Handle handle) {
        handle.execute("""
                delete from node where beat_at < now() - interval '1 day'
                    and not exists (select from release where lease_owner = node.id and not ended)""");
    }

    /** Nodes whose heartbeat is good, with the time up to which they handed over their counts. */
    public static List<Living> living(Handle handle) {
        return handle.createQuery("""
                        select id, windows_until from node
                        where beat_at >\s""" + ALIVE_SINCE)
                .bind("good", GOOD_FOR.toSeconds())
                .map((row, _) -> new Living(row.getString("id"), Instant.ofEpochSecond(row.getLong("windows_until"))))
                .list();
    }

    /** A node that is alive. */
    public record Living(String id, Instant windowsUntil) {}
}
