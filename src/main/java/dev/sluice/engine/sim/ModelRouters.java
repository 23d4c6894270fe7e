package dev.sluice.engine.sim;

import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import dev.sluice.store.RouterReports;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.TrafficRouter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** All living processes' routers as one, by what they reported: as OwnRouters does. */
record ModelRouters(World world, Link link) implements TrafficRouter {

    private record OfTarget(List<RouterReports.Report> reports, int living) {}

    @Override
    public Report write(Traffic desired) {
        return read(desired.target());
    }

    @Override
    public Report read(TargetId target) {
        OfTarget said = link.in(() -> of(target));
        if (said.reports().isEmpty()) {
            return new Report.Unknown();
        }
        if (said.reports().size() < said.living()) {
            return new Report.Unreachable("a router has not taken up its work yet");
        }
        RouterReports.Report slowest = said.reports().stream()
                .min(Comparator.comparingLong(RouterReports.Report::generation))
                .orElseThrow();
        int stable = said.reports().stream()
                .mapToInt(RouterReports.Report::stable)
                .min()
                .orElse(0);
        int candidate = said.reports().stream()
                .mapToInt(RouterReports.Report::candidate)
                .min()
                .orElse(0);
        return new Report.InForce(new Weight(slowest.weight()), slowest.generation(), stable, candidate);
    }

    private OfTarget of(TargetId target) {
        List<Tables.NodeRow> living = world.leases().living();
        List<RouterReports.Report> reports = living.stream()
                .map(row ->
                        world.database().tables.reports.getOrDefault(row.node().id(), Map.of()))
                .filter(ofNode -> ofNode.containsKey(target))
                .map(ofNode -> ofNode.get(target))
                .toList();
        return new OfTarget(reports, living.size());
    }
}
