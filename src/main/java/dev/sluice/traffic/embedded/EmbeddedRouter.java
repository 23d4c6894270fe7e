package dev.sluice.traffic.embedded;

import dev.sluice.release.Health;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.TrafficRouter;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The router inside a Sluice process. Its methods may block and are not for event loops; they may be called from any
 * thread.
 */
public final class EmbeddedRouter implements TrafficRouter {

    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration CLOSE_CHECK = Duration.ofMillis(10);

    /**
     * A negative port asks Vert.x for a free one that all servers with the same number share. Each router needs its
     * own, and −1 is what Quarkus itself listens on when it is given port 0.
     */
    private static final AtomicInteger FREE_PORT = new AtomicInteger(-2);

    private final Vertx vertx;
    private final Clock clock;
    private final InstanceRegistry fleet;
    private final Ledger ledger = new Ledger();
    private final Routing routing;
    private final Serving serving;
    private final Optional<TableFile> file;
    private final Optional<TableSaver> saver;
    private volatile Optional<String> deployment = Optional.empty();

    /** A router that does nothing yet; {@link #start} makes it serve. */
    public EmbeddedRouter(Vertx vertx, RouterConfig config, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
        this.fleet = new InstanceRegistry(vertx, config.health());
        this.routing = new Routing(fleet, ledger, clock);
        this.serving = Serving.of(routing, config, clock);
        this.file = config.tableFile().map(TableFile::new);
        this.saver = file.map(kept -> new TableSaver(kept, routing::saved));
    }

    /**
     * Loads the last table from disk and serves.
     *
     * @param port 0 for a free one
     * @return the port that it listens on
     * @throws IllegalStateException when it can't listen
     */
    public int start(int port, String host) {
        file.flatMap(TableFile::load).ifPresent(routing::restore);
        fleet.start();
        int asked = port == 0 ? FREE_PORT.getAndDecrement() : port;
        CompletableFuture<Integer> actualPort = new CompletableFuture<>();
        CompletableFuture<String> deployed = vertx.deployVerticle(
                        () -> new ProxyVerticle(serving, asked, host, actualPort),
                        new DeploymentOptions().setInstances(serving.config().eventLoops()))
                .toCompletionStage()
                .toCompletableFuture();
        try {
            deployment = Optional.of(deployed.orTimeout(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                    .join());
        } catch (CompletionException failed) {
            fleet.stop();
            throw new IllegalStateException("the router can't listen on " + host + ":" + port, failed.getCause());
        }
        return actualPort.join();
    }

    /** Takes no new connections, lets requests end for so long, and stops. */
    public void stop(Duration grace) {
        serving.intake().set(Serving.Intake.CLOSING);
        awaitIdle(grace);
        deployment.ifPresent(id ->
                vertx.undeploy(id).toCompletionStage().toCompletableFuture().join());
        deployment = Optional.empty();
        fleet.stop();
        saver.ifPresent(TableSaver::close);
    }

    /** Whether it takes new connections. */
    public boolean isListening() {
        return !serving.isClosing()
                && deployment.filter(vertx.deploymentIDs()::contains).isPresent();
    }

    private void awaitIdle(Duration grace) {
        CompletableFuture<Void> idle = new CompletableFuture<>();
        long check = vertx.setPeriodic(1, CLOSE_CHECK.toMillis(), id -> {
            if (serving.inFlight().get() == 0) {
                idle.complete(null);
            }
        });
        idle.completeOnTimeout(null, grace.toMillis(), TimeUnit.MILLISECONDS).join();
        vertx.cancelTimer(check);
    }

    @Override
    public Report write(Traffic desired) {
        if (routing.apply(desired) instanceof Admission.Accepted) {
            saver.ifPresent(TableSaver::changed);
        }
        return read(desired.target());
    }

    @Override
    public Report read(TargetId target) {
        long now = clock.millis();
        return routing.table()
                .of(target)
                .<Report>map(route -> new Report.InForce(
                        route.traffic().weight(),
                        Optional.empty(),
                        route.traffic().generation(),
                        health(route.stable(), now),
                        health(route.candidate(), now)))
                .orElseGet(Report.Unknown::new);
    }

    private static Health health(Optional<VersionPool> lane, long now) {
        return lane.map(some -> some.backends().health(now)).orElse(Health.UNKNOWN);
    }

    /** Is called when an instance turned out to be healthy, or not to be any more; may be called on an event loop. */
    public void onHealthChange(Runnable listener) {
        fleet.onChange(listener);
    }

    /** Forgets a target: its requests are answered 404. */
    @Override
    public void remove(TargetId target) {
        if (routing.remove(target)) {
            saver.ifPresent(TableSaver::changed);
        }
    }

    @Override
    public Report lastKnown(TargetId target) {
        return read(target);
    }

    /** What is in force for a target. */
    public Optional<Traffic> inForce(TargetId target) {
        return routing.table().of(target).map(Route::traffic);
    }

    /** Everything that is in force. */
    public List<Traffic> inForce() {
        return routing.table().routes().values().stream().map(Route::traffic).toList();
    }

    /**
     * Sends everything to stable at once, without asking anybody; where that is a change, the generation rises by one. Until the abort is
     * settled, no write of this release gives its candidate anything again: see {@link Tombstone}. Asked again, it
     * answers the same.
     *
     * @return what is in force now and is on disk; empty, and nothing happened, when the table isn't of that release
     */
    @Override
    public Optional<Traffic> emergencyAbort(TargetId target, ReleaseId release) {
        Optional<Traffic> aborted = routing.abort(target, release);
        if (aborted.isPresent()) {
            saver.ifPresent(TableSaver::saveNowAndWait);
        }
        return aborted;
    }

    /** The emergency abort that has not been settled, if any. */
    public Optional<Tombstone> tombstone(TargetId target) {
        return routing.tombstone(target);
    }

    /**
     * Lets an aborted release have traffic again, after a person decided so. Not needed after an abort that the
     * controller took over: its next write settles it.
     */
    public void settleAbort(TargetId target) {
        routing.settleAbort(target);
        saver.ifPresent(TableSaver::changed);
    }

    /**
     * The windows that ended by then and that were not drained before; every request is in exactly one. Windows that
     * nobody drains are kept for a quarter of an hour.
     */
    public List<WindowCounts> drain(Instant upTo) {
        return ledger.drain(upTo);
    }

    /** Counters since the start, of each version that has a route or undrained windows. */
    public List<VersionTotals> totals() {
        return ledger.totals();
    }

    /** The share of the targets' requests in the last ten seconds that were the candidate's. */
    @Override
    public Map<TargetId, Weight> observed(Collection<TargetId> targets) {
        Map<TargetId, Weight> shares = new HashMap<>();
        for (TargetId target : targets) {
            inForce(target)
                    .flatMap(traffic -> ledger.observed(traffic, clock.instant()))
                    .ifPresent(share -> shares.put(target, share));
        }
        return shares;
    }

    RouteTable table() {
        return routing.table();
    }

    /** How old the table is. */
    public Freshness freshness() {
        return routing.freshness();
    }
}
