package dev.sluice.engine.sim;

import dev.sluice.release.Health;
import dev.sluice.release.TargetId;
import dev.sluice.store.Nodes.Node;
import dev.sluice.store.Routes.Stamp;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.embedded.cluster.RouterReports;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps one process's router equal to the desired traffic, and reports what it does: as RouteFeed and CountFeed do. */
final class Feed {

    private static final Duration LATEST = Duration.ofSeconds(1);

    private final World world;
    private final Machine machine;
    private final Link link;
    private final Node node;
    private final ModelRouter router;
    private final Map<TargetId, Stamp> applied = new HashMap<>();
    private final Map<TargetId, RouterReports.Report> reported = new HashMap<>();
    private boolean running;
    private boolean again;

    Feed(World world, Machine machine, Link link, Node node, ModelRouter router) {
        this.world = world;
        this.machine = machine;
        this.link = link;
        this.node = node;
        this.router = router;
    }

    void start() {
        everySecond();
        handOver();
    }

    void nudge() {
        machine.later(Duration.ZERO, this::follow);
    }

    private void everySecond() {
        follow();
        machine.later(LATEST, this::everySecond);
    }

    private void handOver() {
        Instant until = machine.databaseTime().truncatedTo(ChronoUnit.SECONDS);
        if (!world.databaseIsAwayFrom(machine) && !world.isLate()) {
            world.leases().handOver(node, until);
        }
        machine.later(Duration.between(machine.databaseTime(), until.plusMillis(1030)), this::handOver);
    }

    private void follow() {
        if (running) {
            again = true;
            return;
        }
        running = true;
        try {
            once();
        } catch (Link.Unreachable away) {
            again = false;
        } finally {
            running = false;
        }
        if (again) {
            again = false;
            nudge();
        }
    }

    private void once() {
        Map<TargetId, Traffic> routes = world.database().tables.routes;
        List<Stamp> stamps = link.in(() -> routes.values().stream()
                .map(route -> new Stamp(route.target(), route.generation(), route.epoch()))
                .toList());
        List<TargetId> changed = stamps.stream()
                .filter(stamp -> !stamp.equals(applied.get(stamp.target())))
                .map(Stamp::target)
                .toList();
        if (!changed.isEmpty()) {
            List<Traffic> news = link.in(() -> changed.stream().map(routes::get).toList());
            machine.comesTo(Point.FEED);
            for (Traffic traffic : news) {
                router.write(traffic);
                applied.put(traffic.target(), new Stamp(traffic.target(), traffic.generation(), traffic.epoch()));
            }
        }
        report();
    }

    private void report() {
        List<RouterReports.Report> news = router.inForce().stream()
                .map(this::report)
                .filter(report -> !report.equals(reported.get(report.target())))
                .toList();
        if (!news.isEmpty()) {
            link.in(() -> put(news));
            news.forEach(report -> reported.put(report.target(), report));
        }
    }

    private boolean put(List<RouterReports.Report> news) {
        Tables tables = world.database().tables;
        if (tables.nodes.containsKey(node.id())) {
            Map<TargetId, RouterReports.Report> mine = tables.reports.computeIfAbsent(node.id(), _ -> new TreeMap<>());
            news.forEach(report -> mine.put(report.target(), report));
        }
        return true;
    }

    private RouterReports.Report report(Traffic traffic) {
        Health stable = traffic.stable()
                .map(pool -> world.healthyStable(traffic.target(), pool.version()))
                .orElse(Health.UNKNOWN);
        Health candidate =
                traffic.candidate().map(pool -> world.healthy(pool.version())).orElse(Health.UNKNOWN);
        return new RouterReports.Report(
                traffic.target(), traffic.generation(), traffic.weight().basisPoints(), stable, candidate);
    }
}
