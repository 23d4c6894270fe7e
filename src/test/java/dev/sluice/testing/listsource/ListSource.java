package dev.sluice.testing.listsource;

import dev.sluice.analysis.History;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import dev.sluice.metrics.MetricSource;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Numbers that stand in a list of a name; a list that isn't there is a source that can't be reached. */
public final class ListSource implements MetricSource {

    private static final Map<String, List<Entry>> LISTS = new ConcurrentHashMap<>();

    /**
     * Requests of a version.
     *
     * @param errors in a thousand of them
     */
    public record Entry(String digest, Instant from, Instant to, double perSecond, int errors) {}

    private final String list;

    ListSource(String list) {
        this.list = list;
    }

    /** Adds to a list, which is there from then on. */
    public static void add(String list, Entry entry) {
        LISTS.computeIfAbsent(list, _ -> new CopyOnWriteArrayList<>()).add(entry);
    }

    @Override
    public Duration settles() {
        return Duration.ZERO;
    }

    @Override
    public Pair read(Subject subject, Metric metric, Instant from, Instant to) {
        return new Pair(
                sample(subject.candidate(), metric, from, to),
                subject.stable()
                        .map(stable -> sample(stable, metric, from, to))
                        .orElse(new Sample.Missing("there is no stable version yet")));
    }

    @Override
    public History history(Subject subject, Metric metric, Instant from, Instant to, Weight share) {
        return new History(read(subject, metric, from, to).stable(), 1, 0);
    }

    private Sample sample(Version version, Metric metric, Instant from, Instant to) {
        List<Entry> entries = LISTS.get(list);
        if (entries == null) {
            return new Sample.Failed("there is no list " + list);
        }
        if (!(metric instanceof Metric.ErrorRatio)) {
            return new Sample.Failed("a list knows errors only");
        }
        long n = 0;
        long x = 0;
        for (Entry entry : entries) {
            if (entry.digest().equals(version.digest())) {
                n += until(entry, to) - until(entry, from);
                x += until(entry, to) * entry.errors() / 1000 - until(entry, from) * entry.errors() / 1000;
            }
        }
        return new Sample.Counts(n, x);
    }

    /** Requests of an entry until a moment: a function of it, so that windows side by side add up. */
    private static long until(Entry entry, Instant at) {
        Instant end = at.isBefore(entry.to()) ? at : entry.to();
        return end.isBefore(entry.from())
                ? 0
                : (long) (Duration.between(entry.from(), end).toMillis() * entry.perSecond() / 1000);
    }
}
