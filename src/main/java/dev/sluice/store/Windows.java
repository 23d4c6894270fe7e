package dev.sluice.store;

import dev.sluice.release.TargetId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** What the own routers counted, a second a row; the windows of all routers are summed here. */
public final class Windows {

    private Windows() {}

    /**
     * One version at one target over a span, of all routers.
     *
     * @param requests all that ended, the abandoned ones with them
     * @param latency requests by latency bucket, not cumulative
     * @param users five numbers for each of those who had bad requests: bucket of the sticky key, requests, errors, client
     *     errors, abandoned; a user may be there several times
     */
    public record Sum(
            long requests, long errors, long clientErrors, long abandoned, List<Long> latency, List<Long> users) {

        /** Requests that clients waited for. */
        public long completed() {
            return requests - abandoned;
        }

        private Sum plus(Sum other) {
            int buckets = Math.max(latency.size(), other.latency.size());
            List<Long> together = IntStream.range(0, buckets)
                    .mapToObj(i -> at(latency, i) + at(other.latency, i))
                    .toList();
            return new Sum(
                    requests + other.requests,
                    errors + other.errors,
                    clientErrors + other.clientErrors,
                    abandoned + other.abandoned,
                    together,
                    Stream.concat(users.stream(), other.users.stream()).toList());
        }

        private static long at(List<Long> counts, int index) {
            return index < counts.size() ? counts.get(index) : 0;
        }
    }

    /** One second of one version at one target, of all routers. */
    public record Second(long start, long requests, long errors, List<Long> sliceRequests, List<Long> sliceErrors) {}

    /** One second of one version at one target, of one router. */
    public record Row(
            TargetId target,
            String digest,
            long start,
            long requests,
            long errors,
            long clientErrors,
            long abandoned,
            List<Long> latency,
            List<Long> sliceRequests,
            List<Long> sliceErrors,
            List<Long> users) {}

    /** Hands over closed windows (again changes nothing), and says up to when everything has been handed over. */
    public static void put(Handle handle, Nodes.Node node, List<Row> rows, Instant until) {
        var batch = handle.prepareBatch("""
                insert into traffic_window (service, target, digest, start_at, node, requests, errors, client_errors,
                    abandoned, latency, slice_requests, slice_errors, users)
                values (:service, :target, :digest, :start, :node, :requests, :errors, :clientErrors, :abandoned,
                    :latency, :sliceRequests, :sliceErrors, :users)
                on conflict do nothing""");
        for (Row row : rows) {
            batch.bind("service", row.target().service())
                    .bind("target", row.target().name())
                    .bind("digest", row.digest())
                    .bind("start", row.start())
                    .bind("node", node.id() + "/" + node.epoch())
                    .bind("requests", row.requests())
                    .bind("errors", row.errors())
                    .bind("clientErrors", row.clientErrors())
                    .bind("abandoned", row.abandoned())
                    .bindArray("latency", Long.class, row.latency())
                    .bindArray("sliceRequests", Long.class, row.sliceRequests())
                    .bindArray("sliceErrors", Long.class, row.sliceErrors())
                    .bindArray("users", Long.class, row.users())
                    .add();
        }
        if (!rows.isEmpty()) {
            batch.execute();
        }
        handle.createUpdate("update node set windows_until = :until where id = :id and epoch = :epoch")
                .bind("until", until.getEpochSecond())
                .bind("id", node.id())
                .bind("epoch", node.epoch())
                .execute();
    }

    /** Both arms summed over {@code [from, to)}, by digest; a version that no router saw is missing. */
    public static Map<String, Sum> sums(
            Handle handle, TargetId target, Collection<String> digests, Instant from, Instant to) {
        Map<String, Sum> sums = new HashMap<>();
        handle.createQuery("""
                        select digest, requests, errors, client_errors, abandoned, latency, users from traffic_window
                        where service = :service and target = :target and digest = any (:digests)
                            and start_at >= :from and start_at < :to""")
                .bind("service", target.service())
                .bind("target", target.name())
                .bindArray("digests", String.class, digests)
                .bind("from", from.getEpochSecond())
                .bind("to", to.getEpochSecond())
                .map((row, _) -> sums.merge(
                        row.getString("digest"),
                        new Sum(
                                row.getLong("requests"),
                                row.getLong("errors"),
                                row.getLong("client_errors"),
                                row.getLong("abandoned"),
                                longs(row, "latency"),
                                longs(row, "users")),
                        Sum::plus))
                .list();
        return sums;
    }

    /** Second by second over {@code [from, to)}, with slices; seconds without requests are left out. */
    public static List<Second> seconds(Handle handle, TargetId target, String digest, Instant from, Instant to) {
        return handle.createQuery("""
                        select start_at, requests, errors, slice_requests, slice_errors from traffic_window
                        where service = :service and target = :target and digest = :digest
                            and start_at >= :from and start_at < :to order by start_at""")
                .bind("service", target.service())
                .bind("target", target.name())
                .bind("digest", digest)
                .bind("from", from.getEpochSecond())
                .bind("to", to.getEpochSecond())
                .map((row, _) -> new Second(
                        row.getLong("start_at"),
                        row.getLong("requests"),
                        row.getLong("errors"),
                        longs(row, "slice_requests"),
                        longs(row, "slice_errors")))
                .list();
    }

    /** Deletes a batch of what is too old to be judged by. */
    public static int forget(Handle handle, Instant before, int batch) {
        return handle.createUpdate("""
                        delete from traffic_window where ctid in (
                            select ctid from traffic_window where start_at < :before limit :batch)""")
                .bind("before", before.getEpochSecond())
                .bind("batch", batch)
                .execute();
    }

    private static List<Long> longs(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((Long[]) array.getArray());
    }
}
