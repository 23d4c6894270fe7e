package dev.sluice.metrics.prometheus;

import static dev.sluice.metrics.prometheus.CountingTarget.bucket;
import static dev.sluice.metrics.prometheus.CountingTarget.requests;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Targets with different fates under one real Prometheus, after {@value #SCRAPES} scrapes of their lives. */
final class ScrapedTargets implements AutoCloseable {

    static final Duration SCRAPE = Duration.ofSeconds(1);
    static final int SCRAPES = 9;

    private static final int FATES_TURN_AT = 4;
    private static final long SEED = 42;

    /** Serves 1.0 and 1.1; errors of 1.1 with 500 come late. */
    final CountingTarget steady = new CountingTarget("steady");

    final CountingTarget restarting = new CountingTarget("restarting");
    final CountingTarget vanishing = new CountingTarget("vanishing");

    /** Has run for long when its first scrape succeeds. */
    final CountingTarget withHistory = new CountingTarget("with-history");

    /** Has just started when its first scrape succeeds. */
    final CountingTarget fresh = new CountingTarget("fresh");

    /** Its process begins anew after every scrape. */
    final CountingTarget crashing = new CountingTarget("crashing");

    private final ScheduledExecutorService traffic = Executors.newSingleThreadScheduledExecutor();
    private final Random random = new Random(SEED);
    private final PrometheusServer prometheus;

    ScrapedTargets() throws IOException {
        withHistory.refuse(true);
        fresh.refuse(true);
        prometheus = PrometheusServer.start(
                SCRAPE,
                List.of(
                        steady.scrapeTarget(),
                        restarting.scrapeTarget(),
                        vanishing.scrapeTarget(),
                        withHistory.scrapeTarget(),
                        fresh.scrapeTarget(),
                        crashing.scrapeTarget()));
        begin();
        awaitScrapes(steady, FATES_TURN_AT);
        turn();
        awaitScrapes(steady, SCRAPES);
        awaitScrapes(restarting, SCRAPES);
        Instant stored = steady.after(SCRAPES).plus(SCRAPE);
        await().until(() -> Instant.now().isAfter(stored));
    }

    private void begin() {
        withHistory.count(requests("1.0", 200), 5000);
        vanishing.count(requests("1.0", 200), 10);
        restarting.count(requests("1.0", 200), 100_000);
        restarting.count(requests("1.0", 500), 10_000);
        crashing.restartAfterEveryScrape();
        var _ = traffic.scheduleAtFixedRate(this::tick, 0, 20, TimeUnit.MILLISECONDS);
    }

    private void turn() {
        steady.count(requests("1.1", 500), 3);
        restarting.restartAfterNextScrape();
        vanishing.close();
        withHistory.refuse(false);
        fresh.count("process_start_time_seconds", Instant.now().getEpochSecond());
        fresh.count(requests("1.0", 200), 70);
        fresh.refuse(false);
    }

    private void tick() {
        steady.count(requests("1.0", 200), random.nextInt(20));
        steady.count(requests("1.0", 503), random.nextInt(2));
        steady.count(requests("1.1", 200), random.nextInt(3));
        steady.count(bucket("1.0", "0.1"), 2);
        steady.count(bucket("1.0", "0.5"), 3);
        steady.count(bucket("1.0", "+Inf"), 4);
        restarting.count(requests("1.0", 200), random.nextInt(5));
        restarting.count(requests("1.0", 500), random.nextInt(2));
        withHistory.count(requests("1.0", 200), 1);
        crashing.count(requests("1.0", 200), 2);
        crashing.count(requests("1.1", 200), 1);
        crashing.count(requests("1.1", 500), 1);
    }

    private static void awaitScrapes(CountingTarget target, int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> target.scrapes() >= count);
    }

    URI url() {
        return prometheus.url();
    }

    @Override
    public void close() throws IOException {
        traffic.shutdownNow();
        prometheus.close();
        for (CountingTarget target : List.of(steady, restarting, vanishing, withHistory, fresh, crashing)) {
            target.close();
        }
    }
}
