package dev.sluice.metrics.prometheus;

import static dev.sluice.metrics.prometheus.CountingTarget.requests;

import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample.Counts;
import dev.sluice.metrics.MetricSource;
import dev.sluice.metrics.MetricSource.Subject;
import dev.sluice.metrics.SourceUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A target that a real Prometheus has scraped several times. */
public final class PrometheusSourceUnderTest implements SourceUnderTest {

    private final ScrapedTargets targets;
    private final PrometheusSource source;

    private PrometheusSourceUnderTest(ScrapedTargets targets) {
        this.targets = targets;
        this.source = source(targets.url());
    }

    public static PrometheusSourceUnderTest start() throws IOException {
        return new PrometheusSourceUnderTest(new ScrapedTargets());
    }

    private static PrometheusSource source(URI url) {
        return new PrometheusSource(PrometheusConnection.to(url).scrapedEvery(ScrapedTargets.SCRAPE));
    }

    @Override
    public MetricSource source() {
        return source;
    }

    @Override
    public Subject subject() {
        return Subjects.shop("steady");
    }

    @Override
    public List<Instant> moments() {
        return IntStream.range(1, ScrapedTargets.SCRAPES)
                .mapToObj(targets.steady::after)
                .toList();
    }

    @Override
    public Pair truth(Instant from, Instant to) {
        return new Pair(counted("1.1", from, to), counted("1.0", from, to));
    }

    private Counts counted(String version, Instant from, Instant to) {
        long good = targets.steady.counted(requests(version, 200), from, to);
        long bad = targets.steady.counted(requests(version, 500), from, to)
                + targets.steady.counted(requests(version, 503), from, to);
        return new Counts(good + bad, bad);
    }

    /** Where nobody listens. */
    @Override
    public Optional<MetricSource> broken() {
        return Optional.of(source(URI.create("http://127.0.0.1:9")));
    }

    @Override
    public void close() {
        source.close();
        try {
            targets.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
