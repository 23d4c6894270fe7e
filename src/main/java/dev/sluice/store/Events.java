package dev.sluice.store;

import dev.sluice.release.Event;
import dev.sluice.release.ReleaseId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** What happened to releases, in order. */
public final class Events {

    /** No transaction that writes events takes longer. */
    private static final int LATE_SECONDS = 3;

    private Events() {}

    /**
     * An event in its place.
     *
     * @param number within its release, from 1
     * @param position among all events
     */
    public record Stored(ReleaseId release, long number, long position, Event event) {}

    /** Writes events, and tells all nodes of this kind of news of the release when the transaction commits. */
    static void append(Handle handle, ReleaseId release, long first, List<Event> events, String kind) {
        List<Long> numbers =
                IntStream.range(0, events.size()).mapToObj(i -> first + i).toList();
        handle.createQuery("""
                        insert into event (release_id, number, at, body)
                        select :release, e.number, e.at, e.body::jsonb
                        from unnest(:numbers, :times, :bodies) as e (number, at, body) order by e.number
                        returning pg_notify(:channel, :what)::text""")
                .bind("channel", Database.CHANNEL)
                .bind("what", kind + " " + release)
                .bind("release", release.value())
                .bindArray("numbers", Long.class, numbers)
                .bindArray(
                        "times",
                        OffsetDateTime.class,
                        events.stream()
                                .map(event -> event.at().atOffset(ZoneOffset.UTC))
                                .toList())
                .bindArray(
                        "bodies",
                        String.class,
                        events.stream().map(Events::body).toList())
                .mapTo(String.class)
                .list();
    }

    /** The events of a release from behind {@code after}. */
    public static List<Stored> of(Handle handle, ReleaseId release, long after, int limit) {
        return handle.createQuery("""
                        select release_id, number, position, body::text as body from event
                        where release_id = :release and number > :after order by number limit :limit""")
                .bind("release", release.value())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> stored(row))
                .list();
    }

    /**
     * The events of all releases from behind a position. A position that is missing may still be on its way, in a
     * transaction that began before and commits after: what is behind it is held back for some seconds.
     */
    public static List<Stored> all(Handle handle, long after, int limit) {
        List<Placed> found = handle.createQuery("""
                        select release_id, number, position, body::text as body,
                            at > clock_timestamp() - make_interval(secs => :late) as young
                        from event where position > :after order by position limit :limit""")
                .bind("late", LATE_SECONDS)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> new Placed(stored(row), row.getBoolean("young")))
                .list();
        List<Stored> settled = new ArrayList<>();
        long before = after;
        for (Placed placed : found) {
            long position = placed.event().position();
            if (position != before + 1 && placed.young()) {
                break;
            }
            settled.add(placed.event());
            before = position;
        }
        return settled;
    }

    /** Deletes a batch of the events of releases that ended before, none of which happened after. */
    public static int forget(Handle handle, Instant before, int batch) {
        return handle.createUpdate("""
                        delete from event where ctid in (
                            select e.ctid from event e join release r on r.id = e.release_id
                            where e.at < :before and r.ended and r.changed_at < :before limit :batch)""")
                .bind("before", before)
                .bind("batch", batch)
                .execute();
    }

    private record Placed(Stored event, boolean young) {}

    /** Where the stream of all events ends now. */
    public static long lastPosition(Handle handle) {
        return handle.createQuery("select coalesce(max(position), 0) from event")
                .mapTo(Long.class)
                .one();
    }

    private static String body(Event event) {
        return Json.write(event);
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                new ReleaseId(row.getString("release_id")),
                row.getLong("number"),
                row.getLong("position"),
                Json.read(row.getString("body"), Event.class));
    }
}
