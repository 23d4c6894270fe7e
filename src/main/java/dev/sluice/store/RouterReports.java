package dev.sluice.store;

import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import dev.sluice.traffic.TrafficRouter;
import java.util.Collection;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What each node's own router says it does. */
public final class RouterReports {

    private RouterReports() {}

    /**
     * A router's word on a target.
     *
     * @param weight in basis points
     * @param stable healthy instances of stable
     * @param candidate healthy instances of the candidate
     */
    public record Report(TargetId target, long generation, int weight, int stable, int candidate) {}

    public static void put(Handle handle, Nodes.Node node, List<Report> reports) {
        TargetStates.bind(
                        handle.createUpdate("""
                        insert into router_report (node, service, target, generation, weight, stable, candidate)
                        select :node, r.* from unnest(:services, :targets, :generations, :weights, :stables, :candidates)
                            as r (service, target, generation, weight, stable, candidate)
                        where exists (select 1 from node where id = :node and epoch = :epoch)
                        on conflict (node, service, target) do update set generation = excluded.generation,
                            weight = excluded.weight, stable = excluded.stable, candidate = excluded.candidate,
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
                        reports.stream().map(Report::stable).toList())
                .bindArray(
                        "candidates",
                        Integer.class,
                        reports.stream().map(Report::candidate).toList())
                .execute();
    }

    /** What all living routers say of targets, and how many there are; a router that says nothing lags behind. */
    public static Map<TargetId, OfTarget> of(Handle handle, Collection<TargetId> targets) {
        Map<TargetId, List<Report>> reports = TargetStates.bind(handle.createQuery("""
                        select r.service, r.target, r.generation, r.weight, r.stable, r.candidate
                        from unnest(:services, :targets) as t (service, target)
                        cross join node n
                        join router_report r on r.node = n.id and r.service = t.service and r.target = t.target
                        where n.beat_at >\s""" + Nodes.ALIVE_SINCE), targets)
                .bind("good", Nodes.GOOD_FOR.toSeconds())
                .map((row, _) -> new Report(
                        new TargetId(row.getString("service"), row.getString("target")),
                        row.getLong("generation"),
                        row.getInt("weight"),
                        row.getInt("stable"),
                        row.getInt("candidate")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Report::target));
        int living = Nodes.living(handle).size();
        return targets.stream()
                .distinct()
                .collect(Collectors.toMap(
                        target -> target, target -> new OfTarget(reports.getOrDefault(target, List.of()), living)));
    }

    /** The reports on a target, and how many routers live. */
    public record OfTarget(List<Report> reports, int living) {

        /** All of them as one router: a weight is in force when it is in force on each. */
        public TrafficRouter.Report together() {
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
            int stable = reports.stream().mapToInt(Report::stable).min().orElse(0);
            int candidate = reports.stream().mapToInt(Report::candidate).min().orElse(0);
            return new TrafficRouter.Report.InForce(
                    new Weight(weights.getMin()),
                    Optional.of(new Weight(weights.getMax())).filter(_ -> weights.getMax() > weights.getMin()),
                    generation,
                    stable,
                    candidate);
        }
    }
}
