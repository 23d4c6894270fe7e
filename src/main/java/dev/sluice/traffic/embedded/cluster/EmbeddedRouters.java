package dev.sluice.traffic.embedded.cluster;

import dev.sluice.release.ReleaseId;
import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import dev.sluice.schedule.Batcher;
import dev.sluice.store.Database;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.TrafficRouter;
import dev.sluice.traffic.embedded.EmbeddedRouter;
import dev.sluice.traffic.embedded.cluster.RouterReports.OfTarget;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The own routers of all living processes as one: a weight is in force when it is in force on each of them. They follow
 * the desired traffic in the database by themselves, so writing is telling this process's one that there is something
 * new. What many releases ask for at the same time is read in one go.
 */
public final class EmbeddedRouters implements TrafficRouter {

    private static final int MOST = 1_000;

    private final Database database;
    private final EmbeddedRouter here;
    private final Runnable follow;
    private final Batcher<TargetId, Optional<OfTarget>> reports;

    /**
     * Routers as one.
     *
     * @param here this process's router
     * @param follow makes it look at the desired traffic now
     */
    public EmbeddedRouters(Database database, EmbeddedRouter here, Runnable follow) {
        this.database = database;
        this.here = here;
        this.follow = follow;
        this.reports = Batcher.ofLookups("reports", MOST, this::said);
    }

    @Override
    public Report write(Traffic desired) {
        recorded(desired.target());
        return here.read(desired.target());
    }

    @Override
    public boolean followsDatabase() {
        return true;
    }

    @Override
    public void recorded(TargetId target) {
        follow.run();
    }

    @Override
    public Report read(TargetId target) {
        return reports.answer(target).map(OfTarget::combined).orElseGet(Report.Unknown::new);
    }

    @Override
    public Map<TargetId, Report> read(Collection<TargetId> targets) {
        Map<TargetId, Report> reports = new HashMap<>();
        said(targets).forEach((target, said) -> reports.put(target, said.combined()));
        return reports;
    }

    @Override
    public Report lastKnown(TargetId target) {
        return here.read(target);
    }

    @Override
    public Map<TargetId, Weight> observed(Collection<TargetId> targets) {
        return database.read(handle -> ObservedShares.of(handle, targets));
    }

    /** They see by themselves that a target's desired traffic is there no more. */
    @Override
    public void remove(TargetId target) {
        recorded(target);
    }

    @Override
    public Optional<Traffic> emergencyAbort(TargetId target, ReleaseId release) {
        return here.emergencyAbort(target, release);
    }

    @Override
    public void close() {
        reports.close();
    }

    private Map<TargetId, OfTarget> said(Collection<TargetId> targets) {
        return database.read(handle -> RouterReports.of(handle, targets));
    }
}
