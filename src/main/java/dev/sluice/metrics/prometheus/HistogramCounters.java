package dev.sluice.metrics.prometheus;

import static java.util.stream.Collectors.groupingBy;

import dev.sluice.analysis.Sample;
import dev.sluice.metrics.http.Unanswered;
import dev.sluice.metrics.prometheus.Series.Instance;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One arm's classic histogram.
 *
 * @param atMost the bounded buckets by their bound, only the bounds that every instance has
 * @param all the unbounded bucket
 */
record HistogramCounters(SortedMap<Double, List<Series>> atMost, List<Series> all, Births births) {

    static HistogramCounters read(CounterReading reading, Selection selection, Window window) throws Unanswered {
        List<Series> buckets = reading.fresh(selection, window);
        Map<String, List<Series>> byBound = buckets.stream().collect(groupingBy(bucket -> bucket.label("le")));
        List<Series> all = byBound.getOrDefault("+Inf", List.of());
        if (all.isEmpty()) {
            throw Unanswered.missing("no bucket le=\"+Inf\" in " + selection);
        }
        SortedMap<Double, List<Series>> atMost = new TreeMap<>();
        for (Map.Entry<String, List<Series>> bound : byBound.entrySet()) {
            boolean isEverywhere = bound.getValue().size() == all.size();
            if (isEverywhere && !bound.getKey().equals("+Inf")) {
                atMost.put(seconds(bound.getKey()), bound.getValue());
            }
        }
        return new HistogramCounters(atMost, all, reading.births(buckets, window));
    }

    private static double seconds(String bound) throws Unanswered {
        try {
            return Double.parseDouble(bound);
        } catch (NumberFormatException e) {
            throw Unanswered.failed("a bucket's label le is no number");
        }
    }

    Sample.Histogram histogram(Window window) throws Unanswered {
        SortedMap<Double, Long> counts = new TreeMap<>();
        long below = 0;
        for (Map.Entry<Double, List<Series>> bound : atMost.entrySet()) {
            long count = Math.round(births.total(bound.getValue(), window));
            requireGrowing(below, count);
            counts.put(bound.getKey(), count);
            below = count;
        }
        long n = Math.round(births.total(all, window));
        requireGrowing(below, n);
        return new Sample.Histogram(n, counts);
    }

    private static void requireGrowing(long below, long count) throws Unanswered {
        if (count < below) {
            throw Unanswered.missing("a wider bucket counts fewer requests than a narrower one");
        }
    }

    Set<Instance> instances() {
        Set<Instance> instances = new HashSet<>();
        all.forEach(counter -> instances.add(counter.instance()));
        return instances;
    }

    /** How many requests of one instance took longer than {@code bound} seconds. */
    Trials slowerThan(double bound, Instance instance, Window part) {
        double n = sum(all, instance, part);
        return new Trials(n, n - sum(atMost.getOrDefault(bound, List.of()), instance, part));
    }

    private double sum(List<Series> counters, Instance instance, Window part) {
        return counters.stream()
                .filter(counter -> counter.instance().equals(instance))
                .mapToDouble(counter -> births.growth(counter, part).amount())
                .sum();
    }
}
