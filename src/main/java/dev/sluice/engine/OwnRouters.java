package dev.sluice.engine;

import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import dev.sluice.store.Database;
import dev.sluice.store.RouterReports;
import dev.sluice.store.RouterReports.OfTarget;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.TrafficRouter;
import java.util.Comparator;

/**
 * The routers of all living processes as one: a weight is in force when it is in force on each of them. They follow the
 * desired traffic in the database by themselves, so there is nothing to write here.
 */
public final class OwnRouters implements TrafficRouter {

    private final Database database;

    public OwnRouters(Database database) {
        this.database = database;
    }

    @Override
    public Report write(Traffic desired) {
        return read(desired.target());
    }

    @Override
    public Report read(TargetId target) {
        OfTarget said = database.read(handle -> RouterReports.of(handle, target));
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
}
