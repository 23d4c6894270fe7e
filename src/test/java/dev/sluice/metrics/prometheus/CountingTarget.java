package dev.sluice.metrics.prometheus;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.metrics.prometheus.PrometheusServer.ScrapeTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A process with counters that the test controls, and that remembers what had really happened at each scrape. */
final class CountingTarget implements AutoCloseable {

    /** What had been counted in all, restarts or not, when a scrape came. */
    private record Scrape(Instant at, Map<String, Long> totals) {}

    private final String job;
    private final HttpServer server;
    private final Map<String, Long> shown = new TreeMap<>();
    private final Map<String, Long> totals = new HashMap<>();
    private final List<Scrape> scrapes = new ArrayList<>();
    private Runnable afterNextScrape = () -> {};
    private boolean refuses;
    private boolean restartsAlways;

    CountingTarget(String job) throws IOException {
        this.job = job;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", this::answer);
        server.start();
    }

    ScrapeTarget scrapeTarget() {
        return new ScrapeTarget(job, "127.0.0.1:" + server.getAddress().getPort());
    }

    static String requests(String version, int code) {
        return "http_requests_total{version=\"%s\",code=\"%d\"}".formatted(version, code);
    }

    static String bucket(String version, String bound) {
        return "http_request_duration_seconds_bucket{version=\"%s\",le=\"%s\"}".formatted(version, bound);
    }

    synchronized void count(String series, long more) {
        shown.merge(series, more, Long::sum);
        totals.merge(series, more, Long::sum);
    }

    /** Starts anew right after a scrape, so that nothing is lost that no scrape saw. */
    synchronized void restartAfterNextScrape() {
        afterNextScrape = shown::clear;
    }

    /** Starts anew after every scrape, as a process does that crashes as often as it is scraped. */
    synchronized void restartAfterEveryScrape() {
        restartsAlways = true;
        restartAfterNextScrape();
    }

    synchronized void refuse(boolean whether) {
        refuses = whether;
    }

    synchronized int scrapes() {
        return scrapes.size();
    }

    /** A moment in the middle between two scrapes, where no sample is near. */
    synchronized Instant after(int scrape) {
        return scrapes.get(scrape - 1).at().plusMillis(500);
    }

    /** What had been counted when the last scrape before {@code end} came, less the same of {@code start}. */
    synchronized long counted(String series, Instant start, Instant end) {
        return totalAt(series, end) - totalAt(series, start);
    }

    private long totalAt(String series, Instant moment) {
        return scrapes.stream()
                .filter(scrape -> !scrape.at().isAfter(moment))
                .reduce((_, later) -> later)
                .map(scrape -> scrape.totals().getOrDefault(series, 0L))
                .orElse(0L);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        StringBuilder page = new StringBuilder();
        shown.forEach(
                (series, value) -> page.append(series).append(' ').append(value).append('\n'));
        byte[] body = page.toString().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(refuses ? 503 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
        scrapes.add(new Scrape(Instant.now(), Map.copyOf(totals)));
        afterNextScrape.run();
        if (!restartsAlways) {
            afterNextScrape = () -> {};
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
