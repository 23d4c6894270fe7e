package dev.sluice.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import dev.sluice.demo.Shoppers.Crowd;
import dev.sluice.metrics.MetricSource.Subject;
import dev.sluice.metrics.prometheus.PrometheusConnection;
import dev.sluice.metrics.prometheus.PrometheusServer;
import dev.sluice.metrics.prometheus.PrometheusServer.ScrapeTarget;
import dev.sluice.metrics.prometheus.PrometheusSource;
import dev.sluice.release.TargetId;
import dev.sluice.release.Version;
import dev.sluice.testing.Needs;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The shop, a real Prometheus and Sluice's reading of it, under the names that need no configuration. */
@Needs("prometheus")
@DisplayName("Prometheus scrapes the sample shop")
class ShopThroughPrometheusTest {

    private static final Duration SCRAPE = Duration.ofSeconds(1);
    private static final Subject SHOP = new Subject(
            new TargetId("shop", "demo"),
            Optional.of(new Version("1.0", "sha256:10")),
            new Version("1.2", "sha256:12"),
            Map.of());

    private final Vertx vertx = Vertx.vertx();

    @Test
    void and_shows_what_the_shoppers_met() throws Exception {
        Shop proven = done(Shop.open(vertx, "1.0", Behaviour.PROVEN));
        Shop bad = done(Shop.open(vertx, "1.2", Behaviour.BAD));
        try (PrometheusServer prometheus = PrometheusServer.start(SCRAPE, List.of(target(proven), target(bad)));
                PrometheusSource source = new PrometheusSource(
                        PrometheusConnection.to(prometheus.url()).scrapedEvery(SCRAPE))) {
            Instant start = Instant.now();
            Visits atProven = visits(proven);
            Visits atBad = visits(bad);
            await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
                Pair errors = source.read(SHOP, new Metric.ErrorRatio(), start, Instant.now());
                assertThat(errors).isEqualTo(new Pair(counts(atBad, "1.2"), counts(atProven, "1.0")));
            });
            Pair latency = source.read(SHOP, new Metric.Latency(), start, Instant.now());
            assertThat(share(latency.candidate(), 0.15)).isLessThan(0.01);
            assertThat(share(latency.stable(), 0.15)).isGreaterThan(0.95);
        } finally {
            done(vertx.close());
        }
    }

    private Visits visits(Shop shop) {
        Shoppers shoppers = Shoppers.enter(vertx, shop.url(), Crowd.USUAL);
        await().until(() -> shoppers.visits().answered() >= 300);
        done(shoppers.stop());
        return shoppers.visits();
    }

    private static Sample counts(Visits visits, String version) {
        return Optional.ofNullable(visits.byVersion().get(version))
                .map(met -> new Sample.Counts(met.requests(), met.errors()))
                .orElseThrow();
    }

    private static double share(Sample sample, double bound) {
        assertThat(sample).isInstanceOf(Sample.Histogram.class);
        Sample.Histogram histogram = (Sample.Histogram) sample;
        return (double) histogram.atMost().getOrDefault(bound, -1L) / histogram.n();
    }

    private static ScrapeTarget target(Shop shop) {
        return new ScrapeTarget("shop", shop.url().getAuthority());
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
