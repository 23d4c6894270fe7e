package dev.sluice.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Answers that are given again when a request is sent again, written in the transaction of what they answer. */
public final class Idempotency {

    private Idempotency() {}

    /** An answer. {@code body} is JSON. */
    public record Answer(int status, Map<String, String> headers, String body) {}

    /** What is known of a key. */
    public sealed interface Known {
        /** The same request was answered before. */
        record Same(Answer answer) implements Known {}

        /** The key was used for another request. */
        record Other() implements Known {}
    }

    /** Looks a key up, and keeps others with the same key waiting until the transaction ends. */
    public static Optional<Known> find(Handle handle, String principal, String key, byte[] request) {
        handle.createQuery("select 1 from (select pg_advisory_xact_lock(hashtextextended(:key, 1))) as locked")
                .bind("key", principal + "\n" + key)
                .mapTo(Integer.class)
                .one();
        return handle.createQuery("""
                        select request, status, headers::text as headers, body::text as body from idempotency
                        where principal = :principal and key = :key""")
                .bind("principal", principal)
                .bind("key", key)
                .map((row, _) -> Arrays.equals(row.getBytes("request"), request)
                        ? new Known.Same(new Answer(
                                row.getInt("status"), Json.readTexts(row.getString("headers")), row.getString("body")))
                        : (Known) new Known.Other())
                .findOne();
    }

    public static void put(Handle handle, String principal, String key, byte[] request, Answer answer) {
        handle.createUpdate("""
                        insert into idempotency (principal, key, request, status, headers, body)
                        values (:principal, :key, :request, :status, :headers::jsonb, :body::jsonb)""")
                .bind("principal", principal)
                .bind("key", key)
                .bind("request", request)
                .bind("status", answer.status())
                .bind("headers", Json.write(answer.headers()))
                .bind("body", answer.body())
                .execute();
    }

    /** Deletes a batch of old ones. */
    public static int forget(Handle handle, Instant before, int batch) {
        return handle.createUpdate("""
                        delete from idempotency where ctid in (
                            select ctid from idempotency where created_at < :before limit :batch)""")
                .bind("before", before)
                .bind("batch", batch)
                .execute();
    }
}
