package dev.sluice.engine.sim;

import dev.sluice.release.TargetId;
import dev.sluice.store.RouterReports;
import dev.sluice.store.RouterReports.OfTarget;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.TrafficRouter;
import java.util.List;
import java.util.Map;

/** All living processes' routers as one, by what they reported. */
record ModelRouters(World world, Link link) implements TrafficRouter {

    @Override
    public Report write(Traffic desired) {
        return read(desired.target());
    }

    @Override
    public Report read(TargetId target) {
        return link.in(() -> of(world, target)).together();
    }

    /** As the database has it. */
    static OfTarget of(World world, TargetId target) {
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
