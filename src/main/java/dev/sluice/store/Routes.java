package dev.sluice.store;

import dev.sluice.release.TargetId;
import dev.sluice.traffic.Binding;
import dev.sluice.traffic.Traffic;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Desired traffic: what every router is made equal to. */
public final class Routes {

    private Routes() {}

    /** A route's place in the order of changes. */
    public record Stamp(TargetId target, long generation, long epoch) {}

    /** Writes what a target's traffic should be; an older generation changes nothing. */
    public static void put(Handle handle, Traffic traffic) {
        int written = handle.createUpdate("""
                        insert into route (service, target, generation, traffic)
                        values (:service, :target, :generation, :traffic::jsonb)
                        on conflict (service, target) do update set generation = excluded.generation,
                            traffic = excluded.traffic, epoch = nextval('route_epoch')
                        where route.generation <= excluded.generation""")
                .bind("service", traffic.target().service())
                .bind("target", traffic.target().name())
                .bind("generation", traffic.generation())
                .bind("traffic", Json.write(traffic))
                .execute();
        if (written > 0) {
            Database.tell(handle, "route " + traffic.target());
        }
    }

    /** A target's traffic is nobody's business any more: every router is told to forget it. */
    public static void remove(Handle handle, TargetId target) {
        handle.createUpdate("delete from route where service = :service and target = :target")
                .bind("service", target.service())
                .bind("target", target.name())
                .execute();
        Database.tell(handle, "unroute " + target);
    }

    /**
     * Takes over what a router does that is ahead of this database, which was restored from an older copy.
     *
     * @return whether it was; another router may have been further
     */
    public static boolean adopt(Handle handle, Traffic traffic) {
        int written = handle.createUpdate("""
                        update route set generation = :generation, traffic = :traffic::jsonb,
                            epoch = greatest(nextval('route_epoch'), :epoch + 1)
                        where service = :service and target = :target and generation < :generation""")
                .bind("service", traffic.target().service())
                .bind("target", traffic.target().name())
                .bind("generation", traffic.generation())
                .bind("epoch", traffic.epoch())
                .bind("traffic", Json.write(traffic))
                .execute();
        if (written == 0) {
            return false;
        }
        handle.execute("select setval('route_epoch', greatest(last_value, ?)) from route_epoch", traffic.epoch() + 1);
        TargetStates.adopt(
                handle, traffic.target(), traffic.generation(), traffic.stable().map(Traffic.Pool::version));
        Map<String, Object> detail = Map.of(
                "generation", traffic.generation(), "weight", traffic.weight().percent());
        Audit.note(handle, "sluice", "route.adopt", traffic.target().toString(), detail);
        Database.tell(handle, "route " + traffic.target());
        return true;
    }

    /** The stamps of all routes that were changed after an epoch; what commits late can have an earlier one. */
    public static List<Stamp> stamps(Handle handle, long after) {
        return handle.createQuery("select service, target, generation, epoch from route where epoch > :after")
                .bind("after", after)
                .map((row, _) -> new Stamp(
                        new TargetId(row.getString("service"), row.getString("target")),
                        row.getLong("generation"),
                        row.getLong("epoch")))
                .list();
    }

    /** What targets are bound to; one without a route is missing. */
    public static Map<TargetId, Binding> bindings(Handle handle, Collection<TargetId> targets) {
        Map<TargetId, Binding> bindings = new HashMap<>();
        TargetStates.bind(handle.createQuery("""
                        select r.service, r.target, (r.traffic -> 'binding')::text as binding from route r
                        join unnest(:services, :targets) as wanted (service, target)
                            on r.service = wanted.service and r.target = wanted.target"""), targets)
                .map((row, _) -> bindings.put(
                        new TargetId(row.getString("service"), row.getString("target")),
                        Json.read(row.getString("binding"), Binding.class)))
                .list();
        return bindings;
    }

    /** The desired traffic of all targets whose routers are of certain types. */
    public static List<Traffic> ofTypes(Handle handle, Collection<String> types) {
        return handle.createQuery("""
                        select epoch, traffic::text as traffic from route
                        where traffic #>> '{binding,type}' = any (:types)""")
                .bindArray("types", String.class, types)
                .map((row, _) ->
                        Json.read(row.getString("traffic"), Traffic.class).withEpoch(row.getLong("epoch")))
                .list();
    }

    public static List<Traffic> read(Handle handle, List<TargetId> targets) {
        return TargetStates.bind(handle.createQuery("""
                        select r.epoch, r.traffic::text as traffic from route r
                        join unnest(:services, :targets) as wanted (service, target)
                            on r.service = wanted.service and r.target = wanted.target"""), targets)
                .map((row, _) ->
                        Json.read(row.getString("traffic"), Traffic.class).withEpoch(row.getLong("epoch")))
                .list();
    }
}
