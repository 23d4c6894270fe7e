package dev.sluice.traffic.embedded.cluster;

import dev.sluice.release.Health;
import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import dev.sluice.store.Nodes;
import dev.sluice.store.TargetStates;
import dev.sluice.traffic.TrafficRouter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What each node's own router says it does. */
public final class RouterReports {

    private RouterReports() {}

    /**
     * A router's word on a target.
     *
     * @param weight in basis points
     * @param stable health of stable's instances
     * @param candidate health of the candidate's instances
     */
    public record Report(TargetId target, long generation, int weight, Health stable, Health candidate) {}

    public static void put(Handle handle, Nodes.Node node, List<Report> reports) {
        TargetStates.bind(
                        handle.createUpdate("""
                        insert into router_report (node, service, target, generation, weight, stable, candidate,
                            stable_of, candidate_of, stable_trouble, candidate_trouble)
                        select :node, r.* from unnest(:services, :targets, :generations, :weights, :stables, :candidates,
                                :stablesOf, :candidatesOf, :stableTroubles, :candidateTroubles)
                            as r (service, target, generation, weight, stable, candidate,
                                stable_of, candidate_of, stable_trouble, candidate_trouble)
                        where exists (select 1 from node where id = :node and epoch = :epoch)
                        on conflict (node, service, target) do update set generation = excluded.generation,
                            weight = excluded.weight, stable = excluded.stable, candidate = excluded.candidate,
                            stable_of = excluded.stable_of, candidate_of = excluded.candidate_of,
                            stable_trouble = excluded.stable_trouble, candidate_trouble = excluded.candidate_trouble,
                            changed_at = now()"""),
                        reports.stream().map(Report::target).toList())
                .bind("node", node.id())
                .bind("epoch", node.epoch())
                .bindArray(
                        "generations",
                        Long.class,
                        reports.stream().map(Report::generation).toList())
                .bindArray(
                        "weights",
                        Integer.class,
                        reports.stream().map(Report::weight).toList())
                .bindArray(
                        "stables",
                        Integer.class,
                        of(reports, report -> report.stable().healthy()))
                .bindArray(
                        "candidates",
                        Integer.class,
                        of(reports, report -> report.candidate().healthy()))
                .bindArray(
                        "stablesOf",
                        Integer.class,
                        of(reports, report -> report.stable().of()))
                .bindArray(
                        "candidatesOf",
                        Integer.class,
                        of(reports, report -> report.candidate().of()))
                .bindArray(
                        "stableTroubles",
                        String.class,
                        of(reports, report -> report.stable().trouble()))
                .bindArray(
                        "candidateTroubles",
                        String.class,
                        of(reports, report -> report.candidate().trouble()))
                .execute();
    }

    /** A node's router has forgotten a target. */
    static void forget(Handle handle, Nodes.Node node, TargetId target) {
        handle.createUpdate("delete from router_report where node = :node and service = :service and target = :target")
                .bind("node", node.id())
                .bind("service", target.service())
                .bind("target", target.name())
                .execute();
    }

    private static <T> List<T> of(List<Report> reports, Function<Report, T> what) {
        return reports.stream().map(what).toList();
    }

    /** What all living routers say of targets, and how many there are; a router that says nothing lags behind. */
    public static Map<TargetId, OfTarget> of(Handle handle, Collection<TargetId> targets) {
        Map<TargetId, List<Report>> reports = TargetStates.bind(handle.createQuery("""
                        select r.service, r.target, r.generation, r.weight, r.stable, r.candidate,
                            r.stable_of, r.candidate_of, r.stable_trouble, r.candidate_trouble
                        from unnest(:services, :targets) as t (service, target)
                        cross join node n
                        join router_report r on r.node = n.id and r.service = t.service and r.target = t.target
                        where n.beat_at >\s""" + Nodes.ALIVE_SINCE), targets)
                .bind("good", Nodes.GOOD_FOR.toSeconds())
                .map((row, _) -> new Report(
                        new TargetId(row.getString("service"), row.getString("target")),
                        row.getLong("generation"),
                        row.getInt("weight"),
                        health(row, "stable"),
                        health(row, "candidate")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Report::target));
        int living = Nodes.living(handle).size();
        return targets.stream()
                .distinct()
                .collect(Collectors.toMap(
                        target -> target, target -> new OfTarget(reports.getOrDefault(target, List.of()), living)));
    }

    /** A process of the schema before writes only how many are healthy. */
    private static Health health(ResultSet row, String arm) throws SQLException {
        int healthy = row.getInt(arm);
        return new Health(healthy, Math.max(healthy, row.getInt(arm + "_of")), row.getString(arm + "_trouble"));
    }

    /** The reports on a target, and how many routers live. */
    public record OfTarget(List<Report> reports, int living) {

        /** All of them as one router: a weight is in force when it is in force on each. */
        public TrafficRouter.Report combined() {
            if (reports.isEmpty()) {
                return new TrafficRouter.Report.Unknown();
            }
            if (reports.size() < living) {
                return new TrafficRouter.Report.Unreachable("a router has not taken up its work yet");
            }
            long generation =
                    reports.stream().mapToLong(Report::generation).min().orElseThrow();
            IntSummaryStatistics weights = reports.stream()
                    .filter(report -> report.generation() == generation)
                    .mapToInt(Report::weight)
                    .summaryStatistics();
            return new TrafficRouter.Report.InForce(
                    new Weight(weights.getMin()),
                    Optional.of(new Weight(weights.getMax())).filter(_ -> weights.getMax() > weights.getMin()),
                    generation,
                    least(Report::stable),
                    least(Report::candidate));
        }

        private Health least(Function<Report, Health> arm) {
            return reports.stream()
                    .map(arm)
                    .min(Comparator.comparingInt(Health::healthy))
                    .orElse(Health.UNKNOWN);
        }
    }
}
