package dev.sluice.metrics.prometheus;

import dev.sluice.metrics.http.Credentials;
import dev.sluice.metrics.http.HttpEndpoint;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/**
 * One registered endpoint that answers Prometheus queries.
 *
 * @param base where {@code /api/v1/query} hangs; {@code http} or {@code https}, without user, query or fragment
 * @param timeout for one answer, until its last byte
 * @param scrapeInterval how often the samples come; data older than twice this is stale
 * @param settles how long after its end a window's samples have surely been stored
 * @param lookback how far before a window the last sample of a counter is looked for; an outage of the scraper that is
 *     longer than this loses what was counted meanwhile, and never counts anything twice
 */
public record PrometheusConnection(
        URI base,
        Credentials credentials,
        Duration timeout,
        Duration scrapeInterval,
        Duration settles,
        Duration lookback) {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DEFAULT_SCRAPE_INTERVAL = Duration.ofSeconds(15);
    private static final Duration DEFAULT_LOOKBACK = Duration.ofMinutes(5);
    private static final Duration STORING = Duration.ofSeconds(1);

    public PrometheusConnection {
        checkAddress(base);
        if (scrapeInterval.isNegative() || scrapeInterval.isZero()) {
            throw new IllegalArgumentException("the scrape interval has to be above zero, not " + scrapeInterval);
        }
        if (lookback.compareTo(scrapeInterval.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("the lookback, " + lookback
                    + ", has to be at least two scrape intervals, or no counter finds its last sample");
        }
    }

    /** An endpoint without credentials, scraped every 15 s, with 10 s for an answer. */
    public static PrometheusConnection to(URI base) {
        return new PrometheusConnection(
                base,
                new Credentials.None(),
                DEFAULT_TIMEOUT,
                DEFAULT_SCRAPE_INTERVAL,
                DEFAULT_SCRAPE_INTERVAL.plus(STORING),
                DEFAULT_LOOKBACK);
    }

    /** The same endpoint, and who asks it. */
    public PrometheusConnection as(Credentials who) {
        return new PrometheusConnection(base, who, timeout, scrapeInterval, settles, lookback);
    }

    /** The same endpoint with another scrape interval; windows settle 1 s after it. */
    public PrometheusConnection scrapedEvery(Duration interval) {
        return new PrometheusConnection(base, credentials, timeout, interval, interval.plus(STORING), lookback);
    }

    /** The same endpoint with another time limit for an answer. */
    public PrometheusConnection answeringWithin(Duration limit) {
        return new PrometheusConnection(base, credentials, limit, scrapeInterval, settles, lookback);
    }

    /** How it is asked. */
    HttpEndpoint endpoint() {
        return new HttpEndpoint(base, credentials, timeout);
    }

    /** Data before this moment is stale at {@code end}. */
    Duration freshness() {
        return scrapeInterval.multipliedBy(2);
    }

    private static void checkAddress(URI base) {
        String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
        boolean isWeb = scheme.equals("http") || scheme.equals("https");
        // A host that URI can't read (an underscore in it) is null here, and would slip through checks of addresses.
        if (!isWeb || base.getHost() == null) {
            throw new IllegalArgumentException("a Prometheus endpoint is an http or https URL with a host name");
        }
        if (base.getRawUserInfo() != null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "a Prometheus endpoint's URL has no user, query or fragment; credentials have fields of their own");
        }
    }
}
