package dev.sluice.traffic.embedded.cluster;

import dev.sluice.release.TargetId;
import dev.sluice.schedule.Batcher;
import dev.sluice.store.Database;
import dev.sluice.store.RouterReports;
import dev.sluice.store.RouterReports.OfTarget;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.TrafficRouter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The routers of all living processes as one: a weight is in force when it is in force on each of them. They follow the
 * desired traffic in the database by themselves, so there is nothing to write here. What many releases ask for at the
 * same time is read in one go.
 */
public final class EmbeddedRouters implements TrafficRouter, AutoCloseable {

    private static final int MOST = 1_000;

    private final Database database;
    private final Batcher<TargetId, OfTarget> reports;

    public EmbeddedRouters(Database database) {
        this.database = database;
        this.reports = new Batcher<>("reports", MOST, this::inOneGo);
    }

    @Override
    public Report write(Traffic desired) {
        return read(desired.target());
    }

    @Override
    public Report read(TargetId target) {
        return reports.answer(target).together();
    }

    @Override
    public Map<TargetId, Report> read(Collection<TargetId> targets) {
        Map<TargetId, Report> reports = new HashMap<>();
        database.read(handle -> RouterReports.of(handle, targets))
                .forEach((target, said) -> reports.put(target, said.together()));
        return reports;
    }

    @Override
    public void close() {
        reports.close();
    }

    private List<OfTarget> inOneGo(List<TargetId> targets) {
        Map<TargetId, OfTarget> found = database.read(handle -> RouterReports.of(handle, targets));
        return targets.stream().map(found::get).toList();
    }
}
