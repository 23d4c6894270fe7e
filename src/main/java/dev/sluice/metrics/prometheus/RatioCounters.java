package dev.sluice.metrics.prometheus;

import dev.sluice.analysis.Sample;
import dev.sluice.metrics.http.Unanswered;
import dev.sluice.metrics.prometheus.Series.Instance;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** One arm's counters of all events and of the bad ones. */
record RatioCounters(List<Series> all, List<Series> bad, Births births) {

    static RatioCounters read(CounterReading reading, Selection ofAll, Selection ofBad, Window window)
            throws Unanswered {
        List<Series> all = reading.fresh(ofAll, window);
        // None is no error as long as the instance shows its requests: many libraries show a counter from its first
        // event on.
        List<Series> bad = reading.anyOf(ofBad, window);
        Set<Instance> instances = instancesOf(all);
        for (Series one : bad) {
            if (!instances.contains(one.instance())) {
                throw Unanswered.missing(
                        "instance '" + one.instance().name() + "' shows " + ofBad + " and not " + ofAll);
            }
        }
        return new RatioCounters(
                all,
                bad,
                reading.births(Stream.concat(all.stream(), bad.stream()).toList(), window));
    }

    Sample.Counts counts(Window window) throws Unanswered {
        long n = Math.round(births.total(all, window));
        long x = Math.round(births.total(bad, window));
        if (x > n) {
            throw Unanswered.missing(x + " bad events of " + n + ": the two selectors don't count the same thing");
        }
        return new Sample.Counts(n, x);
    }

    /** How often processes began anew; one whose counters all fell at once counts once. */
    double restarts(Window window) {
        SortedMap<String, Integer> perInstance = new TreeMap<>();
        for (Series counter : all) {
            perInstance.merge(
                    counter.instance().toString(),
                    births.growth(counter, window).resets(),
                    Math::max);
        }
        return perInstance.values().stream().mapToInt(Integer::intValue).sum();
    }

    Set<Instance> instances() {
        return instancesOf(all);
    }

    /** What one instance did. */
    Trials trials(Instance instance, Window part) {
        ToDoubleFunction<List<Series>> sum = counters -> counters.stream()
                .filter(counter -> counter.instance().equals(instance))
                .mapToDouble(counter -> births.growth(counter, part).amount())
                .sum();
        return new Trials(sum.applyAsDouble(all), sum.applyAsDouble(bad));
    }

    private static Set<Instance> instancesOf(List<Series> counters) {
        Set<Instance> instances = new HashSet<>();
        counters.forEach(counter -> instances.add(counter.instance()));
        return instances;
    }
}
