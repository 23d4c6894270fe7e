package dev.sluice.bench;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.catalogue.Planner;
import dev.sluice.catalogue.StrategyDocument;
import dev.sluice.catalogue.TargetDocument;
import dev.sluice.engine.Ids;
import dev.sluice.release.Decider;
import dev.sluice.release.Event;
import dev.sluice.release.Health;
import dev.sluice.release.Observation;
import dev.sluice.release.Observation.InForce;
import dev.sluice.release.Observation.Seen;
import dev.sluice.release.Outcome;
import dev.sluice.release.Phase;
import dev.sluice.release.Plan;
import dev.sluice.release.Release;
import dev.sluice.release.Spec;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import dev.sluice.store.Database;
import dev.sluice.store.Json;
import dev.sluice.store.Nodes.Node;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.embedded.HostBinding;
import dev.sluice.traffic.embedded.StickyBy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * As many releases as asked for, each of a service of its own, at 5 % under the gates that every service gets. Made by
 * the engine's own decisions, and written in bulk.
 */
final class GeneratedReleases {

    static final String ENVIRONMENT = "bench";

    private static final int BATCH = 1_000;
    private static final Health ONE = new Health(1, 1, "");
    private static final Weight SHARE = new Weight(500);
    private static final Version STABLE = new Version("1.0", "bench:1.0");
    private static final Version CANDIDATE = new Version("1.1", "bench:1.1");

    private final Database database;
    private final String strategy;

    /**
     * A fleet that isn't written.
     *
     * @param interval length of a look
     */
    GeneratedReleases(Database database, Duration interval) {
        this.database = database;
        this.strategy = """
                {"steps":[{"weight":5,"hold":"24h"},{"weight":50,"hold":"24h"},{"weight":100}],"window":"%ds"}""".formatted(interval.toSeconds());
    }

    /** One release with what belongs to it. */
    private record Member(Release release, TargetId target, String document) {

        Member ended(Instant at) {
            Event end = new Event.Ended(Phase.SUCCEEDED, Outcome.PROMOTED, "every target has walked its plan", at);
            return new Member(release.evolve(end), target, document);
        }
    }

    /** Writes them; the node's router reports that it does what they want. */
    void write(int releases, Node router, Instant now) {
        write(releases, Optional.of(router), now);
    }

    /** Writes as many that have ended with success. */
    void writeEnded(int releases, Instant now) {
        write(releases, Optional.empty(), now);
    }

    private void write(int releases, Optional<Node> router, Instant now) {
        for (int from = 0; from < releases; from += BATCH) {
            List<Member> members = new ArrayList<>();
            for (int i = from; i < Math.min(releases, from + BATCH); i++) {
                Member member = member("service-" + i, now);
                members.add(router.isPresent() ? member : member.ended(now));
            }
            database.with(handle -> write(handle, members, router));
        }
        database.with(handle -> handle.execute("analyze"));
    }

    private Member member(String service, Instant now) {
        TargetId id = new TargetId(service, "here");
        String document =
                "{\"name\":\"here\",\"service\":\"%s\",\"environment\":\"%s\"}".formatted(service, ENVIRONMENT);
        Plan plan = Planner.plan(
                Json.read(strategy, StrategyDocument.class), List.of(Json.read(document, TargetDocument.class)));
        Spec spec = new Spec(
                service,
                ENVIRONMENT,
                CANDIDATE,
                Spec.Kind.ROLLOUT,
                Optional.empty(),
                Optional.empty(),
                "bench",
                "",
                List.of(),
                Ids.salt(),
                "bench",
                1,
                "sha256:bench",
                now);
        Release release = Release.created(Ids.release(now), new Event.Created(spec, plan, now));
        for (InForce inForce : List.of(new InForce(Weight.NONE, 0), new InForce(SHARE, 1))) {
            Seen seen = new Seen(Optional.of(inForce), "", ONE, ONE, Optional.of(STABLE), 0);
            Observation observation = new Observation(
                    List.of(), Optional.empty(), Optional.empty(), Map.of(id, seen), begin(plan), Duration.ZERO);
            release = Decider.decide(release, observation, now).release();
        }
        return new Member(release, id, document);
    }

    private static AnalysisRun begin(Plan plan) {
        return AnalysisRun.begin(plan.gates(), plan.alpha(), plan.beta(), plan.comparedSteps());
    }

    private static void write(Handle handle, List<Member> members, Optional<Node> router) {
        handle.createUpdate("""
                        insert into release (id, service, environment, label, digest, phase, requested_by, active, ended,
                            version, body)
                        select id, service, :environment, '1.1', 'bench:1.1', phase, 'bench', not ended, ended, version,
                            body::jsonb
                        from unnest(:ids, :services, :phases, :ended, :versions, :bodies)
                            as m (id, service, phase, ended, version, body)""")
                .bind("environment", ENVIRONMENT)
                .bindArray(
                        "ids",
                        String.class,
                        each(members, it -> it.release().id().value()))
                .bindArray(
                        "services",
                        String.class,
                        each(members, it -> it.target().service()))
                .bindArray(
                        "phases",
                        String.class,
                        each(members, it -> it.release().phase().name()))
                .bindArray(
                        "ended", Boolean.class, each(members, it -> it.release().hasEnded()))
                .bindArray(
                        "versions", Long.class, each(members, it -> it.release().events()))
                .bindArray("bodies", String.class, each(members, it -> Json.write(it.release())))
                .execute();
        handle.createUpdate("""
                        insert into analysis (release_id, body)
                        select id, body::jsonb from unnest(:ids, :bodies) as m (id, body)""")
                .bindArray(
                        "ids",
                        String.class,
                        each(members, it -> it.release().id().value()))
                .bindArray(
                        "bodies",
                        String.class,
                        each(members, it -> Json.write(begin(it.release().plan()))))
                .execute();
        handle.createUpdate("""
                        insert into document (kind, parent, name, revision, body, changed_by)
                        select 'TARGET', service, 'here', 1, body::jsonb, 'bench'
                        from unnest(:services, :bodies) as m (service, body)""")
                .bindArray(
                        "services",
                        String.class,
                        each(members, it -> it.target().service()))
                .bindArray("bodies", String.class, each(members, Member::document))
                .execute();
        handle.createUpdate("""
                        insert into route (service, target, generation, traffic)
                        select service, 'here', 1, traffic::jsonb from unnest(:services, :traffic) as m (service, traffic)""")
                .bindArray(
                        "services",
                        String.class,
                        each(members, it -> it.target().service()))
                .bindArray("traffic", String.class, each(members, it -> Json.write(traffic(it))))
                .execute();
        router.ifPresent(node -> report(handle, members, node));
    }

    private static Traffic traffic(Member member) {
        return new Traffic(
                member.target(),
                new HostBinding(List.of(member.target().service()), "/", new StickyBy.Cookie("sluice")),
                Optional.of(new Traffic.Pool(STABLE, List.of())),
                Optional.of(new Traffic.Pool(CANDIDATE, List.of())),
                SHARE,
                member.release().spec().salt(),
                Optional.of(member.release().id()),
                0,
                1);
    }

    private static void report(Handle handle, List<Member> members, Node router) {
        handle.createUpdate("""
                        insert into router_report (node, service, target, generation, weight, stable, candidate, stable_of, candidate_of)
                        select :node, service, 'here', 1, :share, 1, 1, 1, 1 from unnest(:services) as m (service)""")
                .bind("node", router.id())
                .bind("share", SHARE.basisPoints())
                .bindArray(
                        "services",
                        String.class,
                        each(members, it -> it.target().service()))
                .execute();
    }

    private static <T> List<T> each(List<Member> members, Function<Member, T> field) {
        return members.stream().map(field).toList();
    }
}
