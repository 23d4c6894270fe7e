package dev.sluice.metrics.prometheus;

import static dev.sluice.metrics.prometheus.CountingTarget.bucket;
import static dev.sluice.metrics.prometheus.CountingTarget.requests;
import static dev.sluice.metrics.prometheus.ScrapedTargets.SCRAPE;
import static dev.sluice.metrics.prometheus.ScrapedTargets.SCRAPES;
import static dev.sluice.metrics.prometheus.Subjects.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.analysis.History;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import dev.sluice.analysis.Sample.Counts;
import dev.sluice.release.Weight;
import dev.sluice.testing.Needs;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One real Prometheus scrapes targets with different fates; each test asks about one of them afterwards. */
@Needs("prometheus")
@DisplayName("Prometheus as a source")
class PrometheusSourceTest {

    private static final Metric ERRORS = new Metric.ErrorRatio();

    private static ScrapedTargets targets;
    private static PrometheusSource source;
    private static CountingTarget steady;

    @BeforeAll
    static void let_them_live() throws Exception {
        targets = new ScrapedTargets();
        source = new PrometheusSource(PrometheusConnection.to(targets.url()).scrapedEvery(ScrapedTargets.SCRAPE));
        steady = targets.steady;
    }

    @AfterAll
    static void end() throws Exception {
        source.close();
        targets.close();
    }

    @Test
    void counts_exactly_what_happened_between_the_scrapes_of_each_window() {
        for (int scrape = 2; scrape < SCRAPES; scrape++) {
            Instant from = steady.after(scrape - 1);
            Instant to = steady.after(scrape);
            assertThat(source.read(shop("steady"), ERRORS, from, to).stable())
                    .isEqualTo(truth(steady, "1.0", from, to));
        }
    }

    @Test
    void adds_up_over_windows_side_by_side_whatever_their_length() {
        Instant from = steady.after(1);
        Instant to = steady.after(SCRAPES - 1);
        long n = 0;
        long x = 0;
        for (Instant at = from; at.isBefore(to); at = at.plusMillis(700)) {
            Instant end = at.plusMillis(700).isAfter(to) ? to : at.plusMillis(700);
            Counts part = counts(source.read(shop("steady"), ERRORS, at, end).stable());
            n += part.n();
            x += part.x();
        }
        assertThat(new Counts(n, x)).isEqualTo(truth(steady, "1.0", from, to));
    }

    @Test
    void tells_the_versions_apart() {
        Instant from = steady.after(1);
        Instant to = steady.after(SCRAPES - 1);
        Pair pair = source.read(shop("steady"), ERRORS, from, to);
        assertThat(pair).isEqualTo(new Pair(truth(steady, "1.1", from, to), truth(steady, "1.0", from, to)));
        assertThat(pair.candidate()).isNotEqualTo(pair.stable());
    }

    @Test
    void loses_nothing_by_a_restart_and_reports_it() {
        Instant from = targets.restarting.after(2);
        Instant to = targets.restarting.after(SCRAPES - 1);
        assertThat(source.read(shop("restarting"), ERRORS, from, to).stable())
                .isEqualTo(truth(targets.restarting, "1.0", from, to));
        assertThat(source.restarts(shop("restarting"), from, to).stable()).isEqualTo(new Sample.Value(1));
    }

    /** A counter that is back where it was within one scrape looks as if nothing had happened: it can only count less. */
    @Test
    void never_counts_more_of_a_process_that_restarts_with_every_scrape_than_there_was() {
        Instant from = targets.crashing.after(1);
        Instant to = targets.crashing.after(SCRAPES - 1);
        Counts counted = counts(source.read(shop("crashing"), ERRORS, from, to).candidate());
        Counts happened = truth(targets.crashing, "1.1", from, to);

        assertThat(counted.n()).isPositive().isLessThanOrEqualTo(happened.n());
        assertThat((double) counted.x() / counted.n()).isBetween(.4, .6);
    }

    @Test
    void takes_a_version_without_a_series_of_errors_for_one_that_had_none() {
        Instant from = targets.crashing.after(1);
        Instant to = targets.crashing.after(SCRAPES - 1);
        Pair pair = source.read(shop("crashing"), ERRORS, from, to);

        assertThat(counts(pair.stable()).x()).isZero();
        assertThat(counts(pair.stable()).n()).isPositive();
        assertThat(counts(pair.candidate()).x()).isPositive();
    }

    @Test
    void has_no_numbers_where_scrapes_come_more_seldom_than_was_said_and_says_how_old_the_newest_is() {
        try (PrometheusSource hasty =
                new PrometheusSource(PrometheusConnection.to(targets.url()).scrapedEvery(SCRAPE.dividedBy(20)))) {
            Instant end = steady.after(SCRAPES).plus(SCRAPE.multipliedBy(2));
            await().atMost(SCRAPE.multipliedBy(5)).until(() -> Instant.now().isAfter(end));

            assertThat(hasty.read(shop("vanishing"), ERRORS, end.minus(SCRAPE), end)
                            .stable())
                    .isInstanceOfSatisfying(
                            Sample.Missing.class,
                            missing -> assertThat(missing.reason()).startsWith("stale: the newest sample"));
        }
    }

    @Test
    void takes_errors_that_never_happened_for_none_as_long_as_there_are_requests() {
        Instant from = steady.after(1);
        Sample before =
                source.read(shop("steady"), ERRORS, from, steady.after(3)).candidate();
        assertThat(counts(before).x()).isZero();
        assertThat(counts(before).n()).isPositive();
    }

    @Test
    void counts_the_first_errors_of_all() {
        Sample all = source.read(shop("steady"), ERRORS, steady.after(3), steady.after(SCRAPES - 1))
                .candidate();
        assertThat(counts(all).x()).isEqualTo(3);
    }

    @Test
    void has_no_numbers_for_a_version_that_shows_no_requests() {
        assertThat(source.read(shop("restarting"), ERRORS, steady.after(1), steady.after(4))
                        .candidate())
                .isInstanceOfSatisfying(
                        Sample.Missing.class,
                        missing -> assertThat(missing.reason()).startsWith("no series match"));
    }

    @Test
    void has_no_numbers_for_a_target_that_vanished() {
        Instant end = steady.after(SCRAPES);
        assertThat(source.read(shop("vanishing"), ERRORS, end.minus(SCRAPE), end)
                        .stable())
                .isInstanceOfSatisfying(
                        Sample.Missing.class,
                        missing -> assertThat(missing.reason()).startsWith("stale"));
    }

    @Test
    void does_not_take_the_past_of_a_target_whose_scraping_began_late_for_news() {
        Instant to = targets.withHistory.after(SCRAPES - 1);
        Counts counts = counts(source.read(shop("with-history"), ERRORS, targets.withHistory.after(1), to)
                .stable());
        assertThat(counts.n()).isBetween(50L, 1000L);
    }

    @Test
    void counts_a_process_that_began_within_the_window_from_zero() {
        assertThat(source.read(shop("fresh"), ERRORS, targets.fresh.after(1), targets.fresh.after(SCRAPES - 1))
                        .stable())
                .isEqualTo(new Counts(70, 0));
    }

    @Test
    void reads_a_ratio_of_any_two_counters() {
        Instant from = steady.after(1);
        Instant to = steady.after(SCRAPES - 1);
        Metric ratio = new Metric.Ratio(
                "any",
                "http_requests_total{job=\"steady\",version=~\"$version\",code=\"503\"}",
                "http_requests_total{job=\"steady\",version=~\"$version\"}");
        assertThat(source.read(shop(Map.of()), ratio, from, to).stable()).isEqualTo(truth(steady, "1.0", from, to));
    }

    @Test
    void sums_the_buckets_of_a_histogram() {
        Instant from = steady.after(1);
        Instant to = steady.after(SCRAPES - 1);
        long ticks = steady.counted(bucket("1.0", "+Inf"), from, to) / 4;
        assertThat(source.read(shop("steady"), new Metric.Latency(), from, to).stable())
                .isEqualTo(new Sample.Histogram(4 * ticks, new TreeMap<>(Map.of(0.1, 2 * ticks, 0.5, 3 * ticks))));
    }

    @Test
    void reads_the_value_of_a_query() {
        Metric up = new Metric.Query("any", "sum(up{job=\"steady\"})");
        assertThat(source.read(shop(Map.of()), up, steady.after(3), steady.after(4))
                        .candidate())
                .isEqualTo(new Sample.Value(1));
    }

    @Test
    void has_no_value_of_a_query_that_gives_several_series() {
        Metric each = new Metric.Query("any", "http_requests_total{job=\"steady\",code!=\"500\"}");
        assertThat(source.read(shop(Map.of()), each, steady.after(SCRAPES - 2), steady.after(SCRAPES - 1))
                        .candidate()
                        .toString())
                .contains("gives 3 series, and one is expected: aggregate them");
    }

    @Test
    void sums_stable_over_its_history() {
        Instant from = steady.after(1);
        Instant to = steady.after(SCRAPES - 1);
        assertThat(source.history(shop("steady"), ERRORS, from, to, new Weight(500)))
                .isEqualTo(new History(truth(steady, "1.0", from, to), 1, 0));
    }

    private static Counts truth(CountingTarget target, String version, Instant from, Instant to) {
        long good = target.counted(requests(version, 200), from, to);
        long bad = target.counted(requests(version, 500), from, to) + target.counted(requests(version, 503), from, to);
        return new Counts(good + bad, bad);
    }

    private static Counts counts(Sample sample) {
        assertThat(sample).isInstanceOf(Counts.class);
        return (Counts) sample;
    }
}
