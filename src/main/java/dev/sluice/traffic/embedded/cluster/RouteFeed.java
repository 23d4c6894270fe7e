package dev.sluice.traffic.embedded.cluster;

import dev.sluice.fault.FaultPoint;
import dev.sluice.fault.Faults;
import dev.sluice.release.TargetId;
import dev.sluice.schedule.PeriodicTask;
import dev.sluice.store.Database;
import dev.sluice.store.Nodes.Node;
import dev.sluice.store.Notifications;
import dev.sluice.store.Routes;
import dev.sluice.store.Routes.Stamp;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.TrafficRouter.Report;
import dev.sluice.traffic.embedded.EmbeddedRouter;
import dev.sluice.traffic.embedded.HostBinding;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Keeps this process's own router equal to the desired traffic in the database, and reports what it does. */
public final class RouteFeed implements AutoCloseable, Notifications.Listener {

    private static final Logger LOG = Logger.getLogger(RouteFeed.class);

    /** A router applies a change when it is told, at the latest after this time. */
    private static final Duration LATEST = Duration.ofSeconds(1);

    private final Database database;
    private final Node node;
    private final EmbeddedRouter router;
    private final Notifications notifications;
    private final Map<TargetId, Stamp> applied = new HashMap<>();
    private final Map<TargetId, RouterReports.Report> reported = new HashMap<>();
    private final ChangedRoutes changes = new ChangedRoutes();
    private volatile boolean missed;
    private final PeriodicTask every;

    public RouteFeed(Database database, Node node, EmbeddedRouter router, Notifications notifications) {
        this.database = database;
        this.node = node;
        this.router = router;
        this.notifications = notifications;
        this.every = PeriodicTask.start("routes", () -> LATEST, this::follow);
        router.onHealthChange(every::nudge);
        notifications.listen(this);
    }

    /** Something was written; no need to wait until it is told. */
    public void followNow() {
        every.nudge();
    }

    @Override
    public void told(String kind, String subject) {
        if (kind.equals("route")) {
            every.nudge();
        }
        // What is there no more is seen only by reading all.
        if (kind.equals("unroute")) {
            missed();
        }
    }

    @Override
    public void missed() {
        missed = true;
        every.nudge();
    }

    @Override
    public void close() {
        notifications.unlisten(this);
        every.close();
    }

    private void follow() {
        if (missed) {
            missed = false;
            changes.startOver();
        }
        long now = System.nanoTime();
        boolean all = changes.isAll(now);
        List<Stamp> stamps = database.read(handle -> Routes.stamps(handle, changes.after(now)));
        stamps.forEach(this::adoptWhereAhead);
        List<TargetId> changed = stamps.stream()
                .filter(stamp -> !stamp.equals(applied.get(stamp.target())))
                .map(Stamp::target)
                .toList();
        if (!changed.isEmpty()) {
            for (Traffic traffic : database.read(handle -> Routes.read(handle, changed))) {
                if (traffic.binding() instanceof HostBinding) {
                    router.write(traffic);
                }
                applied.put(traffic.target(), new Stamp(traffic.target(), traffic.generation(), traffic.epoch()));
            }
            Faults.hit(FaultPoint.ROUTE_AFTER);
        }
        if (all) {
            removeAllBut(stamps);
        }
        changes.found(stamps, now);
        report();
    }

    private void removeAllBut(List<Stamp> stamps) {
        Set<TargetId> wanted = new HashSet<>(stamps.stream().map(Stamp::target).toList());
        applied.keySet().stream()
                .filter(target -> !wanted.contains(target))
                .toList()
                .forEach(this::remove);
    }

    /**
     * This database was restored from an older copy when a router is ahead of it: generations are recorded before any
     * router hears of them. An emergency abort is ahead too, but its command is still to come.
     */
    private void adoptWhereAhead(Stamp stamp) {
        router.inForce(stamp.target())
                .filter(traffic -> traffic.generation() > stamp.generation())
                .filter(traffic -> router.tombstone(traffic.target()).isEmpty())
                .filter(traffic -> database.in(handle -> Routes.adopt(handle, traffic)))
                .ifPresent(traffic -> LOG.warnf(
                        "the router is ahead of this database at %s (generation %d, known %d): what it does is adopted",
                        traffic.target(), traffic.generation(), stamp.generation()));
    }

    private void remove(TargetId target) {
        router.remove(target);
        database.with(handle -> RouterReports.forget(handle, node, target));
        applied.remove(target);
        reported.remove(target);
    }

    private void report() {
        List<RouterReports.Report> news = router.inForce().stream()
                .map(Traffic::target)
                .flatMap(target -> report(target).stream())
                .filter(report -> !report.equals(reported.get(report.target())))
                .toList();
        if (!news.isEmpty()) {
            database.with(handle -> RouterReports.put(handle, node, news));
            news.forEach(report -> reported.put(report.target(), report));
        }
    }

    private Optional<RouterReports.Report> report(TargetId target) {
        return Stream.of(router.read(target))
                .filter(Report.InForce.class::isInstance)
                .map(Report.InForce.class::cast)
                .map(inForce -> new RouterReports.Report(
                        target,
                        inForce.generation(),
                        inForce.weight().basisPoints(),
                        inForce.stable(),
                        inForce.candidate()))
                .findFirst();
    }
}
