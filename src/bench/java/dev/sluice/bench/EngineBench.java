package dev.sluice.bench;

import dev.sluice.engine.BoundRouters;
import dev.sluice.engine.BoundSources;
import dev.sluice.engine.Engine;
import dev.sluice.engine.EngineMeters;
import dev.sluice.engine.Membership;
import dev.sluice.engine.Observer;
import dev.sluice.server.OwnRouter;
import dev.sluice.store.Database;
import dev.sluice.store.Notifications;
import dev.sluice.traffic.embedded.EmbeddedType;
import dev.sluice.traffic.embedded.cluster.EmbeddedRouters;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * {@code ./sluice bench engine [--releases 50000] [--interval 10s] [--seconds 60] [--lists]}: the engine with so many releases that
 * hold at a step under two gates, beside its PostgreSQL on the same cores. Real are engine, judge, store and the routers'
 * reports; the requests of the services are generated where the metric source is asked. With {@code --lists} also how long
 * pages of 100,000 releases take over the API.
 */
public final class EngineBench {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final double GOAL_MILLIS = 1_000;
    private static final long MEBI = 1 << 20;
    private static final int LISTED = 100_000;

    /** What fewer of them need is lost in what the process needs anyway. */
    private static final int WEIGHABLE = 20_000;

    private static final double GOAL_LIST_MILLIS = 100;

    private final EngineOptions options;

    private EngineBench(EngineOptions options) {
        this.options = options;
    }

    /** Runs it and prints one JSON object a figure. */
    public static void main(String[] args) throws Exception {
        EngineBench bench = new EngineBench(EngineOptions.parse(Arrays.asList(args)));
        onDatabase(bench::run);
        if (Arrays.asList(args).contains("--lists")) {
            onDatabase(bench::lists);
        }
    }

    private interface Part {
        void run(BenchDatabase postgres) throws IOException;
    }

    private static void onDatabase(Part part) throws IOException, SQLException {
        Path directory = Files.createTempDirectory("sluice-engine");
        try (BenchDatabase postgres = BenchDatabase.start(directory)) {
            part.run(postgres);
        } finally {
            TemporaryFiles.delete(directory);
        }
    }

    private void lists(BenchDatabase postgres) throws IOException {
        for (ListPages.Page page : new ListPages(LISTED).measure(postgres)) {
            FigureLine.of("engine", "listPageP99", page.p99(), "ms")
                    .against(GOAL_LIST_MILLIS)
                    .with("of", LISTED + " releases, " + page.path())
                    .print();
        }
    }

    private void run(BenchDatabase postgres) {
        Database database = postgres.database();
        Membership membership = Membership.join(database, "bench");
        Notifications notifications = new Notifications(postgres.url(), postgres.access());
        BoundSources sources = new BoundSources(database, notifications, new GeneratedCounts());
        OwnRouter router = OwnRouter.start("127.0.0.1", 0, Optional.empty(), false);
        BoundRouters routers = new BoundRouters(
                database,
                notifications,
                Map.of(EmbeddedType.NAME, new EmbeddedRouters(database, router.router(), () -> {})));
        SimpleMeterRegistry meters = meters();
        new GeneratedReleases(database, options.interval())
                .write(options.releases(), membership.node(), membership.now());
        long before = used();
        Engine engine = new Engine(
                database,
                membership,
                notifications,
                new Observer(database, routers, sources),
                _ -> {},
                _ -> false,
                new EngineMeters(meters, database));
        notifications.start();
        Instant began = Instant.now();
        engine.start();
        await(() -> engine.holds() == options.releases());
        print("claim", (double) Duration.between(began, Instant.now()).toMillis(), "ms");
        LockSupport.parkNanos(options.interval().multipliedBy(2).toNanos());
        measure(postgres, meters);
        if (options.releases() >= WEIGHABLE) {
            print("memoryPerRelease", (used() - before) / 1024.0 / options.releases(), "KiB");
        }
        engine.close();
        notifications.close();
        sources.close();
        routers.close();
        router.close();
        membership.close();
    }

    private void measure(BenchDatabase postgres, SimpleMeterRegistry meters) {
        Usage at = Usage.now(postgres, meters);
        LockSupport.parkNanos(Duration.ofSeconds(options.seconds()).toNanos());
        Usage used = Usage.now(postgres, meters).since(at);
        percentiles(meters.get("sluice.tick.lag").timer(), "tickLag");
        percentiles(meters.get("sluice.tick.acted").timer(), "dueToActed");
        double wanted = options.releases() / (double) options.interval().toSeconds();
        print("ticksPerSecond", used.ticks() / used.seconds(), "1/s", wanted);
        print("cpu", used.cpu() / used.seconds(), "cores");
        print("cpuOfPostgres", used.cpuOfPostgres() / used.seconds(), "cores");
        print("statementsPerSecond", used.statements() / used.seconds(), "1/s");
        print("walPerSecond", used.wal() / used.seconds() / MEBI, "MiB/s");
    }

    private void percentiles(Timer timer, String figure) {
        for (var percentile : timer.takeSnapshot().percentileValues()) {
            String name = figure + (percentile.percentile() > .9 ? "P99" : "P50");
            print(name, percentile.value(TimeUnit.MILLISECONDS), "ms", GOAL_MILLIS);
        }
    }

    /** Percentiles over the measured seconds only. */
    private SimpleMeterRegistry meters() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, Clock.SYSTEM);
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return DistributionStatisticConfig.builder()
                        .expiry(Duration.ofSeconds(options.seconds()))
                        .bufferLength(2)
                        .build()
                        .merge(config);
            }
        });
        return registry;
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private void print(String figure, double value, String unit) {
        line(figure, value, unit).print();
    }

    private void print(String figure, double value, String unit, double against) {
        line(figure, value, unit).against(against).print();
    }

    private FigureLine line(String figure, double value, String unit) {
        return FigureLine.of("engine", figure, value, unit).with("of", options.releases() + " releases");
    }
}
