package dev.sluice.api;

import dev.sluice.analysis.Gate;
import dev.sluice.analysis.History;
import dev.sluice.analysis.Metric;
import dev.sluice.analysis.Pair;
import dev.sluice.analysis.Prospect;
import dev.sluice.analysis.Sample;
import dev.sluice.engine.Sources;
import dev.sluice.metrics.MetricSource.Subject;
import dev.sluice.release.Plan;
import dev.sluice.release.Release;
import dev.sluice.release.Step;
import dev.sluice.release.TargetId;
import dev.sluice.release.TargetState;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import dev.sluice.store.Database;
import dev.sluice.store.TargetStates;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the gates of a plan can find out, at a given rate or at that of stable's last ten minutes. */
@ApplicationScoped
public class Previews {

    private static final Duration LOOKBACK = Duration.ofMinutes(10);
    private static final double HUNDRED_PERCENT = 10_000;
    private static final double LEAST_RATE = 0.001;
    private static final double MOST_RATE = 10_000_000;

    /** Half a percent of errors: what many services have. */
    private static final History ASSUMED = new History(new Sample.Counts(20_000, 100), 1, 0);

    private final Database database;
    private final Sources sources;

    public Previews(Database database, Sources sources) {
        this.database = database;
        this.sources = sources;
    }

    /** A rate as a caller gives it: requests a second, 0.001 to 10 million. */
    static OptionalDouble rate(@Nullable String given) {
        if (given == null) {
            return OptionalDouble.empty();
        }
        Double rate = parsed(given);
        if (rate == null || !(rate >= LEAST_RATE && rate <= MOST_RATE)) {
            throw Refused.parameter("requestsPerSecond", "must be a number, 0.001 to 10,000,000");
        }
        return OptionalDouble.of(rate);
    }

    private static @Nullable Double parsed(String given) {
        try {
            return Double.valueOf(given);
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    /**
     * The compared steps, for each of the gates that count requests; at the target with the least traffic, which waits
     * longest. Empty where the rate is neither given nor measured.
     *
     * @param given requests a second of a target
     */
    List<StepPreview> of(Release release, OptionalDouble given, Instant now) {
        Optional<Measured> least = release.targets().stream()
                .flatMap(target -> measured(release, target, now).stream())
                .min(Comparator.comparingDouble(Measured::requestsPerSecond));
        if (given.isEmpty() && least.isEmpty()) {
            return List.of();
        }
        double rate =
                given.orElseGet(() -> least.map(Measured::requestsPerSecond).orElse(0.0));
        List<StepPreview> previews = new ArrayList<>();
        for (int index = 0; index < release.plan().steps().size(); index++) {
            Step step = release.plan().steps().get(index);
            if (step.compares()) {
                previews.addAll(atStep(release, index, step, rate, least, now));
            }
        }
        return previews;
    }

    /** Which of the plan's metric sources can't be read now, and why; each is asked once. */
    List<String> warnings(Release release, Instant now) {
        Map<String, String> failing = new LinkedHashMap<>();
        Set<String> asked = new HashSet<>();
        for (TargetState target : release.targets()) {
            Optional<Version> stable = database.read(handle -> TargetStates.find(handle, target.id()))
                    .flatMap(TargetStates.State::stable);
            for (Gate gate : release.plan().gates()) {
                Sources.Bound bound = sources.of(target.id(), gate.metric());
                if (asked.add(bound.name())) {
                    Subject subject =
                            new Subject(target.id(), stable, release.spec().version(), bound.labels());
                    Pair pair = bound.source().read(subject, gate.metric(), now.minus(LOOKBACK), now);
                    if (pair.candidate() instanceof Sample.Failed(String reason)) {
                        failing.put(
                                bound.name(),
                                "gate " + gate.name() + " can't be judged at "
                                        + target.id().name() + ": " + reason);
                    }
                }
            }
        }
        return List.copyOf(failing.values());
    }

    private List<StepPreview> atStep(
            Release release, int index, Step at, double rate, Optional<Measured> least, Instant now) {
        Plan plan = release.plan();
        Weight weight = at.share().orElse(Weight.NONE);
        double share = weight.basisPoints() / HUNDRED_PERCENT;
        Prospect.AtStep step = new Prospect.AtStep(
                share, at.hold(), plan.part(index), plan.comparedSteps(), plan.isLastBelowAll(index));
        Prospect.Risk risk = new Prospect.Risk(plan.alpha(), plan.beta());
        String target = least.map(Measured::target)
                .orElseGet(() -> release.targets().getFirst().id())
                .name();
        List<StepPreview> previews = new ArrayList<>();
        for (Gate gate : plan.gates()) {
            if (gate.steps().isEmpty() || gate.steps().get().contains(index)) {
                Optional<History> history = least.filter(_ -> !(gate.metric() instanceof Metric.Ratio))
                        .map(from -> history(from, gate, weight, now));
                if (history.isEmpty() && !isAssumable(gate.metric())) {
                    continue;
                }
                Prospect.of(gate, risk, step, rate, history.orElse(ASSUMED))
                        .map(prospect -> StepPreview.of(
                                index + 1, weight.percent(), gate.name(), target, rate, history.isPresent(), prospect))
                        .ifPresent(previews::add);
            }
        }
        return previews;
    }

    /** Half a percent is usual for errors; of the others nobody knows. */
    private static boolean isAssumable(Metric metric) {
        return metric instanceof Metric.ErrorRatio || metric instanceof Metric.Ratio;
    }

    /** What the source of a target saw of it. */
    private record Measured(TargetId target, Version stable, Version candidate, double requestsPerSecond) {}

    private Optional<Measured> measured(Release release, TargetState target, Instant now) {
        Version candidate = release.spec().version();
        return database.read(handle -> TargetStates.find(handle, target.id()))
                .flatMap(TargetStates.State::stable)
                .flatMap(stable -> {
                    Sources.Bound bound = sources.of(target.id(), new Metric.ErrorRatio());
                    Subject subject = new Subject(target.id(), Optional.of(stable), candidate, bound.labels());
                    OptionalDouble rate = bound.source().requestsPerSecond(subject, now.minus(LOOKBACK), now);
                    return rate.isPresent()
                            ? Optional.of(new Measured(target.id(), stable, candidate, rate.getAsDouble()))
                            : Optional.empty();
                });
    }

    private History history(Measured of, Gate gate, Weight share, Instant now) {
        Sources.Bound bound = sources.of(of.target(), gate.metric());
        Subject subject = new Subject(of.target(), Optional.of(of.stable()), of.candidate(), bound.labels());
        return bound.source().history(subject, gate.metric(), now.minus(LOOKBACK), now, share);
    }
}
