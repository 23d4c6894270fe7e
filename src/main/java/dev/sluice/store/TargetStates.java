package dev.sluice.store;

import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** What a target runs now. */
public final class TargetStates {

    private TargetStates() {}

    /**
     * A target as it is.
     *
     * @param previous what was stable before, for an undo
     * @param generation of its traffic
     */
    public record State(
            TargetId target,
            String environment,
            Optional<Version> stable,
            Optional<Version> previous,
            long generation) {}

    public static Optional<State> find(Handle handle, TargetId target) {
        return handle.createQuery("""
                        select environment, stable::text as stable, previous::text as previous, generation
                        from target_state where service = :service and target = :target""")
                .bind("service", target.service())
                .bind("target", target.name())
                .map((row, _) -> new State(
                        target,
                        row.getString("environment"),
                        Optional.ofNullable(row.getString("stable")).map(TargetStates::version),
                        Optional.ofNullable(row.getString("previous")).map(TargetStates::version),
                        row.getLong("generation")))
                .findOne();
    }

    /** The same of many. */
    public static Map<TargetId, State> of(Handle handle, Collection<TargetId> targets) {
        Map<TargetId, State> states = new HashMap<>();
        if (targets.isEmpty()) {
            return states;
        }
        bind(handle.createQuery("""
                        select s.service, s.target, s.environment, s.stable::text as stable,
                            s.previous::text as previous, s.generation
                        from target_state s join unnest(:services, :targets) as wanted (service, target)
                            on s.service = wanted.service and s.target = wanted.target"""), targets)
                .map((row, _) -> new State(
                        new TargetId(row.getString("service"), row.getString("target")),
                        row.getString("environment"),
                        Optional.ofNullable(row.getString("stable")).map(TargetStates::version),
                        Optional.ofNullable(row.getString("previous")).map(TargetStates::version),
                        row.getLong("generation")))
                .forEach(state -> states.put(state.target(), state));
        return states;
    }

    /** Binds targets as the two arrays {@code :services} and {@code :targets}. */
    public static <S extends SqlStatement<S>> S bind(S statement, Collection<TargetId> targets) {
        return statement
                .bindArray(
                        "services",
                        String.class,
                        targets.stream().map(TargetId::service).toList())
                .bindArray(
                        "targets",
                        String.class,
                        targets.stream().map(TargetId::name).toList());
    }

    /** Makes the row of a new target; one of that name that was deleted before may have been somewhere else. */
    public static void create(Handle handle, TargetId target, String environment) {
        handle.createUpdate("""
                        insert into target_state (service, target, environment)
                        values (:service, :target, :environment)
                        on conflict (service, target) do update set environment = excluded.environment
                        where target_state.environment <> excluded.environment""")
                .bind("service", target.service())
                .bind("target", target.name())
                .bind("environment", environment)
                .execute();
    }

    /**
     * A deleted target runs nothing. Its generation stays and rises: a later target of that name must be ahead of every
     * router that still does what this one wanted.
     */
    public static void clear(Handle handle, TargetId target) {
        handle.createUpdate("""
                        update target_state set stable = null, previous = null, generation = generation + 1
                        where service = :service and target = :target""")
                .bind("service", target.service())
                .bind("target", target.name())
                .execute();
    }

    static void setGeneration(Handle handle, TargetId target, long generation) {
        handle.createUpdate("""
                        update target_state set generation = :generation
                        where service = :service and target = :target and generation < :generation""")
                .bind("service", target.service())
                .bind("target", target.name())
                .bind("generation", generation)
                .execute();
    }

    /** A router is ahead of this database: what is stable there is stable. */
    static void adopt(Handle handle, TargetId target, long generation, Optional<Version> stable) {
        setGeneration(handle, target, generation);
        boolean other = stable.isPresent()
                && find(handle, target)
                        .flatMap(State::stable)
                        .filter(stable.get()::isSameAs)
                        .isEmpty();
        if (other) {
            promote(handle, target, stable.get());
        }
    }

    /** The candidate has become stable. */
    static void promote(Handle handle, TargetId target, Version version) {
        handle.createUpdate("""
                        update target_state set previous = stable, stable = :stable::jsonb
                        where service = :service and target = :target""")
                .bind("service", target.service())
                .bind("target", target.name())
                .bind("stable", Json.write(version))
                .execute();
    }

    private static Version version(String json) {
        return Json.read(json, Version.class);
    }
}
