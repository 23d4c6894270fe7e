package dev.sluice.store;

import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.traffic.Traffic.Pool;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The instances of versions at targets. */
public final class Endpoints {

    private Endpoints() {}

    /**
     * The instances of one version at one target.
     *
     * @param revision how often they were changed
     * @param tested those on which the version was judged
     */
    public record Stored(Pool pool, long revision, List<URI> tested) {}

    public static Optional<Stored> find(Handle handle, TargetId target, String digest) {
        return handle.createQuery("""
                        select label, urls::text as urls, revision, coalesce(tested, urls)::text as tested from endpoint
                        where service = :service and target = :target and digest = :digest""")
                .bind("service", target.service())
                .bind("target", target.name())
                .bind("digest", digest)
                .map((row, _) -> new Stored(
                        new Pool(
                                new Version(row.getString("label"), digest),
                                Json.readList(row.getString("urls"), URI.class)),
                        row.getLong("revision"),
                        Json.readList(row.getString("tested"), URI.class)))
                .findOne();
    }

    /**
     * The versions that have instances at a target, by digest.
     *
     * @param after the digest behind which they begin; empty from the first on
     */
    public static List<Stored> list(Handle handle, TargetId target, String after, int limit) {
        return handle.createQuery("""
                        select digest, label, urls::text as urls, revision, coalesce(tested, urls)::text as tested
                        from endpoint
                        where service = :service and target = :target and digest > :after
                        order by digest limit :limit""")
                .bind("service", target.service())
                .bind("target", target.name())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> new Stored(
                        new Pool(
                                new Version(row.getString("label"), row.getString("digest")),
                                Json.readList(row.getString("urls"), URI.class)),
                        row.getLong("revision"),
                        Json.readList(row.getString("tested"), URI.class)))
                .list();
    }

    /** Those that are there now are those on which the version is judged. */
    public static void tested(Handle handle, TargetId target, Version version) {
        handle.createUpdate("""
                        update endpoint set tested = urls
                        where service = :service and target = :target and digest = :digest""")
                .bind("service", target.service())
                .bind("target", target.name())
                .bind("digest", version.digest())
                .execute();
    }

    /** The target has no instances any more. */
    public static void forget(Handle handle, TargetId target) {
        handle.createUpdate("delete from endpoint where service = :service and target = :target")
                .bind("service", target.service())
                .bind("target", target.name())
                .execute();
    }

    /** Instances were replaced or added. */
    public static void put(Handle handle, TargetId target, Version version, List<URI> urls) {
        handle.createUpdate("""
                        insert into endpoint (service, target, digest, label, urls)
                        values (:service, :target, :digest, :label, :urls::jsonb)
                        on conflict (service, target, digest) do update set label = excluded.label,
                            urls = excluded.urls, revision = endpoint.revision + 1, changed_at = now()
                        where endpoint.urls <> excluded.urls""")
                .bind("service", target.service())
                .bind("target", target.name())
                .bind("digest", version.digest())
                .bind("label", version.label())
                .bind("urls", Json.write(urls))
                .execute();
    }
}
