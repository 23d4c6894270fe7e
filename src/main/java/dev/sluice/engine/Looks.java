package dev.sluice.engine;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.analysis.Gate;
import dev.sluice.analysis.History;
import dev.sluice.analysis.Look;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Sample;
import dev.sluice.engine.Sources.Bound;
import dev.sluice.metrics.MetricSource;
import dev.sluice.metrics.MetricSource.Subject;
import dev.sluice.release.LookSchedule;
import dev.sluice.release.Plan;
import dev.sluice.release.Release;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Stage;
import dev.sluice.release.TargetState;
import dev.sluice.release.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Takes the windows that have closed since the last look, and reads them for every gate. */
final class Looks {

    /** How far back stable's history is read. */
    static final Duration LOOKBACK = Duration.ofMinutes(10);

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int MOST_AT_ONCE = 5;
    private static final double HUNDRED_PERCENT = 10_000;

    /** When numbers stay incomplete for longer, the window is taken as it is: without data. */
    private static final Duration INCOMPLETE = Duration.ofSeconds(15);

    private final Sources sources;
    private final Map<ReleaseId, Map<String, Memory>> memories = new ConcurrentHashMap<>();

    Looks(Sources sources) {
        this.sources = sources;
    }

    /**
     * What is remembered of a target between looks; losing it costs a read, nothing else.
     *
     * @param historyOf the stage whose history was read
     * @param pace of the last look; empty before it
     */
    private record Memory(String historyOf, Optional<Pace> pace) {}

    void forget(ReleaseId release) {
        memories.remove(release);
    }

    /** With stable's history, read once before the first look and again at each step, for φ and the last comparison. */
    AnalysisRun withHistory(Release release, TargetState target, AnalysisRun analysis, Instant now) {
        String stage = target.stage().toString();
        Memory memory = memory(release, target);
        if (memory.historyOf().equals(stage)) {
            return analysis;
        }
        AnalysisRun learned = analysis;
        Weight share = shareFor(release, target);
        for (Gate gate : release.plan().gates()) {
            Bound bound = sources.of(target.id(), gate.metric());
            Instant to = bound.source().completeUntil(now);
            History history = bound.source()
                    .history(subject(release, target, bound), gate.metric(), to.minus(LOOKBACK), to, share);
            learned = learned.withHistory(target.id().name(), gate.name(), history);
        }
        remember(release, target, new Memory(stage, memory.pace()));
        return learned;
    }

    /** φ is measured between groups as large as the candidate's part; before it has one, as the first step's. */
    private static Weight shareFor(Release release, TargetState target) {
        Weight now = target.stage().weight();
        return now.isAbove(Weight.NONE)
                ? now
                : release.plan().steps().stream()
                        .flatMap(step -> step.share().stream())
                        .findFirst()
                        .orElse(Weight.ALL);
    }

    /** The closed windows since the last look. */
    List<Look> due(Release release, TargetState target, AnalysisRun analysis, Instant now) {
        if (target.stage().weight().equals(Weight.NONE)) {
            return List.of();
        }
        LookSchedule schedule = LookSchedule.of(release);
        Instant until = schedule.lastEnd(completeUntil(release, target, now));
        Instant from = analysis.lookedUntil(target.id().name()).orElseGet(() -> schedule.lastEnd(began(target, now)));
        Duration least = expectedWindow(release, target);
        List<Look> looks = new ArrayList<>();
        AnalysisRun seen = analysis;
        while (looks.size() < MOST_AT_ONCE && !from.plus(least).isAfter(until)) {
            Instant to = earlier(until, from.plus(longer(LONGEST, least)));
            Look look = look(release, target, seen, from, to);
            looks.add(look);
            seen = seen.observe(look);
            Memory before = memory(release, target);
            remember(
                    release,
                    target,
                    new Memory(before.historyOf(), pace(release.plan(), look).or(before::pace)));
            from = to;
        }
        return looks;
    }

    /** The window since the last look, of which nothing could be read. */
    static List<Look> unreadable(Release release, TargetState target, AnalysisRun analysis, String why, Instant now) {
        if (target.stage().weight().equals(Weight.NONE)) {
            return List.of();
        }
        LookSchedule schedule = LookSchedule.of(release);
        Instant to = schedule.lastEnd(now);
        Instant from = analysis.lookedUntil(target.id().name()).orElseGet(() -> schedule.lastEnd(began(target, now)));
        if (!from.isBefore(to)) {
            return List.of();
        }
        int step = step(release, target);
        Map<String, Pair> samples = new TreeMap<>();
        release.plan()
                .gates()
                .forEach(gate -> samples.put(gate.name(), new Pair(new Sample.Failed(why), new Sample.Failed(why))));
        boolean compared = !target.stage().weight().equals(Weight.ALL);
        return List.of(
                new Look(target.id().name(), step, release.plan().part(step), compared, false, from, to, samples));
    }

    /** How long after a window's end all of a target's sources are complete. */
    Duration settles(Release release, TargetState target) {
        return longest(release, target, MetricSource::settles);
    }

    private Duration longest(Release release, TargetState target, Function<MetricSource, Duration> of) {
        return release.plan().gates().stream()
                .map(gate -> of.apply(sources.of(target.id(), gate.metric()).source()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private Instant completeUntil(Release release, TargetState target, Instant now) {
        Instant complete = release.plan().gates().stream()
                .map(gate -> sources.of(target.id(), gate.metric()).source().completeUntil(now))
                .min(Instant::compareTo)
                .orElse(now);
        Instant patient = now.minus(settles(release, target)).minus(INCOMPLETE);
        return complete.isBefore(patient) ? patient : complete;
    }

    private Look look(Release release, TargetState target, AnalysisRun analysis, Instant from, Instant to) {
        Plan plan = release.plan();
        int step = step(release, target);
        Map<String, Pair> samples = new TreeMap<>();
        for (Gate gate : plan.gates()) {
            if (analysis.isDue(target.id().name(), gate.name(), step, from, to)) {
                Bound bound = sources.of(target.id(), gate.metric());
                Pair pair = bound.source().read(subject(release, target, bound), gate.metric(), from, to);
                samples.put(gate.name(), pair.from(bound.name()));
            }
        }
        boolean counts =
                target.inForceSince().filter(since -> !since.isAfter(from)).isPresent();
        boolean compared = !target.stage().weight().equals(Weight.ALL);
        return new Look(target.id().name(), step, plan.part(step), compared, counts, from, to, samples);
    }

    private static int step(Release release, TargetState target) {
        return target.stage() instanceof Stage.AtStep at
                ? at.index()
                : release.plan().steps().size() - 1;
    }

    private static Subject subject(Release release, TargetState target, Bound bound) {
        return new Subject(target.id(), target.stable(), release.spec().version(), bound.labels());
    }

    /** At low traffic windows grow, and where new numbers come more seldom. */
    private Duration expectedWindow(Release release, TargetState target) {
        Duration window = longer(release.plan().window(), longest(release, target, MetricSource::interval));
        double share = target.stage().weight().basisPoints() / HUNDRED_PERCENT;
        return memory(release, target)
                .pace()
                .map(pace -> pace.next(window, share))
                .orElse(window);
    }

    /** Empty where no gate counts requests. */
    private static Optional<Pace> pace(Plan plan, Look look) {
        Duration length = Duration.between(look.from(), look.to());
        OptionalLong most = plan.gates().stream()
                .filter(gate -> !(gate.metric() instanceof Metric.Query))
                .flatMap(gate -> Optional.ofNullable(look.samples().get(gate.name())).stream())
                .mapToLong(pair -> trials(pair.candidate()) + trials(pair.stable()))
                .max();
        return most.isEmpty()
                ? Optional.empty()
                : Optional.of(new Pace(most.getAsLong() * 1000.0 / length.toMillis(), length));
    }

    private static long trials(Sample sample) {
        return switch (sample) {
            case Sample.Counts counts -> counts.n();
            case Sample.Histogram histogram -> histogram.n();
            case Sample.Value _, Sample.Missing _, Sample.Failed _ -> 0;
        };
    }

    private static Instant began(TargetState target, Instant now) {
        return target.inForceSince().orElse(now);
    }

    private static Duration longer(Duration left, Duration right) {
        return left.compareTo(right) < 0 ? right : left;
    }

    private static Instant earlier(Instant left, Instant right) {
        return left.isBefore(right) ? left : right;
    }

    private Memory memory(Release release, TargetState target) {
        Map<String, Memory> ofRelease = memories.getOrDefault(release.id(), Map.of());
        return ofRelease.getOrDefault(target.id().name(), new Memory("", Optional.empty()));
    }

    private void remember(Release release, TargetState target, Memory memory) {
        memories.computeIfAbsent(release.id(), _ -> new ConcurrentHashMap<>())
                .put(target.id().name(), memory);
    }
}
