package dev.sluice.bench;

import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import dev.sluice.traffic.Traffic;
import dev.sluice.traffic.embedded.EmbeddedRouter;
import dev.sluice.traffic.embedded.HostBinding;
import dev.sluice.traffic.embedded.RouterDefaults;
import dev.sluice.traffic.embedded.StickyBy;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the embedded router on loopback against its own instances asked directly in the same run, and what weight
 * changes cost users. Client, router and instances share the machine's cores, so the ratio counts and the figures
 * don't. About 25 s.
 */
public final class RouterBench {

    private static final String HOST = "127.0.0.1";
    private static final int CONNECTIONS = 32;
    private static final int WEIGHT_CHANGES = 1_000;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration MEASURED = Duration.ofSeconds(2);

    /** The best of each is reported: what else runs on the machine only ever makes it slower. */
    private static final int ROUNDS = 3;

    /** So that requests meet each of the tables. */
    private static final Duration PAUSE = Duration.ofMillis(3);

    private static final double NANOS_PER_MILLI = 1e6;

    private final Vertx vertx = Vertx.vertx();
    private final EmbeddedRouter router = new EmbeddedRouter(vertx, RouterDefaults.with(Map.of()), Clock.systemUTC());
    private final URI stable = PlainServer.saying(vertx, "hello");
    private final URI candidate = PlainServer.saying(vertx, "hello");
    private long generation;

    private RouterBench() {}

    /** Runs it and prints one JSON object a figure. */
    public static void main(String[] args) {
        new RouterBench().run();
    }

    private void run() {
        int port = router.start(0, HOST);
        split(1_000);
        Load direct = new Load(vertx, HOST, stable.getPort(), CONNECTIONS);
        Load routed = new Load(vertx, HOST, port, CONNECTIONS);
        direct.run(WARM_UP);
        routed.run(WARM_UP);
        Load.Result bestRouted = routed.run(MEASURED);
        Load.Result bestDirect = direct.run(MEASURED);
        for (int round = 1; round < ROUNDS; round++) {
            bestRouted = bestRouted.faster(routed.run(MEASURED));
            bestDirect = bestDirect.faster(direct.run(MEASURED));
        }
        report(bestRouted, bestDirect);
        reportChanges(routed);
        router.stop(Duration.ofSeconds(1));
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static void report(Load.Result routed, Load.Result direct) {
        print("requestsPerSecond", routed.perSecond(), "1/s", direct.perSecond());
        print("latencyP50", routed.p50Millis(), "ms", direct.p50Millis());
        print("latencyP99", routed.p99Millis(), "ms", direct.p99Millis());
        print("failedRequests", (double) routed.failed(), "requests", (double) direct.failed());
    }

    private void reportChanges(Load load) {
        AtomicLong nanos = new AtomicLong();
        Load.Result result = load.runWhile(() -> {
            for (int i = 1; i <= WEIGHT_CHANGES; i++) {
                long begun = System.nanoTime();
                split(i * 10);
                nanos.addAndGet(System.nanoTime() - begun);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        });
        print("failedRequestsDuring1000WeightChanges", (double) result.failed(), "requests", (double)
                result.requests());
        print("weightChange", nanos.get() / NANOS_PER_MILLI / WEIGHT_CHANGES, "ms", 50);
    }

    private void split(int basisPoints) {
        generation++;
        router.write(new Traffic(
                new TargetId("bench", "local"),
                new HostBinding(List.of(), "/", new StickyBy.Random()),
                Optional.of(new Traffic.Pool(new Version("1", "1"), List.of(stable))),
                Optional.of(new Traffic.Pool(new Version("2", "2"), List.of(candidate))),
                new Weight(basisPoints),
                "bench",
                Optional.empty(),
                1,
                generation));
    }

    private static void print(String figure, double value, String unit, double against) {
        FigureLine.of("router", figure, value, unit).against(against).print();
    }
}
