package dev.sluice.engine.sim;

import dev.sluice.release.ReleaseId;
import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.TrafficRouter;
import dev.sluice.traffic.embedded.cluster.RouterReports;
import dev.sluice.traffic.embedded.cluster.RouterReports.OfTarget;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All living processes' routers as one, by what they reported. */
record ModelRouters(World world, Link link) implements TrafficRouter {

    @Override
    public Report write(Traffic desired) {
        return read(desired.target());
    }

    @Override
    public Report read(TargetId target) {
        return link.in(() -> of(world, target)).combined();
    }

    @Override
    public Report lastKnown(TargetId target) {
        return read(target);
    }

    /** Nobody in the simulation asks what users got. */
    @Override
    public Map<TargetId, Weight> observed(Collection<TargetId> targets) {
        return Map.of();
    }

    @Override
    public void remove(TargetId target) {
        throw new UnsupportedOperationException("no target is deleted in the simulation");
    }

    @Override
    public Optional<Traffic> emergencyAbort(TargetId target, ReleaseId release) {
        throw new UnsupportedOperationException("each process aborts on its own router");
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
