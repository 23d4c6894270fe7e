package dev.sluice.metrics.prometheus;

import static java.util.stream.Collectors.joining;

import dev.sluice.metrics.http.Unanswered;
import dev.sluice.metrics.prometheus.Series.Instance;
import dev.sluice.metrics.prometheus.Series.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which counters began at zero.
 *
 * <p>A counter whose first sample lies inside a window either is new, and then everything it shows happened since; or
 * only its scraping is new (a fresh Prometheus, an outage longer than the lookback, a target found late), and then it
 * carries a past that doesn't belong to the window. It is new if
 *
 * <ol>
 *   <li>its instance showed other series of this kind before: the first {@code code="500"};
 *   <li>its instance was scraped before ({@code up}): many libraries show a counter from its first event on;
 *   <li>its process is: {@code process_start_time_seconds} lies in the window, or not more than two scrapes before the
 *       first sample.
 * </ol>
 *
 * <p>Otherwise counting starts at its first sample: that loses, of requests and errors alike, what a process did before
 * its first scrape, and never takes old events for new ones. Known limit: when somebody relabels the series of a
 * running process that is scraped on, they look new, and their past is counted once.
 */
final class Births {

    private final Map<Instance, Instant> known;
    private final Map<Instance, Instant> started;
    private final Window window;
    private final Duration slack;

    private Births(Map<Instance, Instant> known, Map<Instance, Instant> started, Window window, Duration slack) {
        this.known = known;
        this.started = started;
        this.window = window;
        this.slack = slack;
    }

    /** Asks about the instances of {@code counters} that were not seen before the window, if there are any. */
    static Births of(
            Collection<Series> counters, Window window, PrometheusConnection connection, PrometheusQueries queries)
            throws Unanswered {
        Map<Instance, Instant> known = new HashMap<>();
        counters.forEach(counter -> known.merge(counter.instance(), counter.firstAt(), Births::earlier));
        Map<Instance, Instant> started = new HashMap<>();
        Set<String> newcomers = newcomers(known, window);
        if (!newcomers.isEmpty()) {
            Duration reach = Duration.between(window.from(), window.to()).plus(connection.lookback());
            for (Series series : queries.samples(aboutInstances(newcomers), reach, window.to())) {
                learn(series, known, started);
            }
        }
        return new Births(known, started, window, connection.freshness());
    }

    boolean atZero(Series counter) {
        Instant first = counter.firstAt();
        if (known.getOrDefault(counter.instance(), first).isBefore(first)) {
            return true;
        }
        Instant start = started.getOrDefault(counter.instance(), Instant.MIN);
        return !start.isBefore(window.from()) || !start.isBefore(first.minus(slack));
    }

    private static Set<String> newcomers(Map<Instance, Instant> known, Window window) {
        Set<String> names = new TreeSet<>();
        known.forEach((instance, first) -> {
            if (first.isAfter(window.from()) && instance.isNamed()) {
                names.add(instance.name());
            }
        });
        return names;
    }

    private static String aboutInstances(Set<String> instances) {
        String pattern = instances.stream().map(Births::literal).collect(joining("|"));
        return "{__name__=~\"up|process_start_time_seconds\",instance=~\"" + pattern + "\"}";
    }

    private static String literal(String instance) {
        return VersionedQuery.quoted(VersionedQuery.literalPattern(instance));
    }

    private static void learn(Series series, Map<Instance, Instant> known, Map<Instance, Instant> started) {
        if (series.label("__name__").equals("up")) {
            series.points().stream()
                    .filter(point -> point.value() == 1)
                    .map(Point::at)
                    .findFirst()
                    .ifPresent(at -> known.merge(series.instance(), at, Births::earlier));
        } else {
            double seconds = series.points().getFirst().value();
            started.put(series.instance(), Instant.ofEpochMilli((long) (seconds * 1000)));
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The growth of a counter over a window that lies in this one. */
    Growth growth(Series counter, Window part) {
        return Growth.of(counter, part, atZero(counter));
    }

    /** The sum of the growths of several. */
    double total(List<Series> counters, Window part) {
        return counters.stream().mapToDouble(one -> growth(one, part).amount()).sum();
    }
}
