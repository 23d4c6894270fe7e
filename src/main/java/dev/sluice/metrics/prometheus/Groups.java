package dev.sluice.metrics.prometheus;

import static java.util.Comparator.comparing;

import dev.sluice.metrics.prometheus.Series.Instance;
import dev.sluice.release.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;

/** Stable's instances in groups as large as the candidate's share, and the intervals in which they are compared. */
record Groups(List<List<Instance>> groups, List<Window> intervals) {

    private static final int MOST_INTERVALS = 240;

    static Groups of(Collection<Instance> instances, Weight share, Window span, Duration scrapeInterval) {
        return new Groups(split(instances, share), cut(span, scrapeInterval));
    }

    private static List<List<Instance>> split(Collection<Instance> instances, Weight share) {
        List<Instance> sorted =
                instances.stream().sorted(comparing(Instance::toString)).toList();
        long wanted = Math.round(sorted.size() * share.percent().doubleValue() / 100);
        int size = Math.clamp(wanted, 1, Math.max(1, sorted.size() / 2));
        List<List<Instance>> groups = new ArrayList<>();
        // Instances left over at the end would be a smaller group, which varies more.
        for (int i = 0; i + size <= sorted.size(); i += size) {
            groups.add(sorted.subList(i, i + size));
        }
        return groups;
    }

    private static List<Window> cut(Window span, Duration scrapeInterval) {
        Duration length = Duration.between(span.from(), span.to());
        Duration fair = length.dividedBy(MOST_INTERVALS);
        Duration interval = fair.compareTo(scrapeInterval) > 0 ? fair : scrapeInterval;
        List<Window> intervals = new ArrayList<>();
        Instant from = span.from();
        while (!from.plus(interval).isAfter(span.to())) {
            intervals.add(new Window(from, from.plus(interval)));
            from = from.plus(interval);
        }
        return intervals;
    }

    Dispersion dispersion(BiFunction<Instance, Window, Trials> trials) {
        if (groups.size() < 2) {
            return Dispersion.UNKNOWN;
        }
        return Dispersion.of(intervals.stream()
                .map(interval -> groups.stream()
                        .map(group -> group.stream()
                                .map(instance -> trials.apply(instance, interval))
                                .reduce(Trials.NONE, Trials::plus))
                        .toList())
                .toList());
    }
}
