package dev.sluice.engine.sim;

import dev.sluice.analysis.Rules;
import dev.sluice.analysis.Verdict;
import dev.sluice.engine.sim.Fact.Answer;
import dev.sluice.engine.sim.Fact.Said;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Stage;
import dev.sluice.release.Step;
import dev.sluice.release.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * S3: a weight rises only after a PASS on evidence gathered after the last change, or by somebody's word. S9: what is
 * not a PASS never advances unless the plan says so in words. Evidence is what the metric source really answered.
 */
final class RiseOnEvidence implements Rule {

    private static final Duration TOLERANCE = Duration.ofMillis(100);

    private final Walk.All walks = new Walk.All();
    private final Map<ReleaseId, Map<String, List<Said>>> said = new HashMap<>();
    private final Set<String> numbers = new HashSet<>();

    @Override
    public List<Violation> see(Fact fact) {
        return switch (fact) {
            case Fact.Served served -> {
                if (served.answer() == Answer.NUMBERS
                        && !served.to().isAfter(served.at().plus(TOLERANCE))) {
                    numbers.add(window(served.target(), served.from(), served.to()));
                }
                yield List.of();
            }
            case Fact.Looked looked -> {
                Map<String, List<Said>> of = said.computeIfAbsent(looked.release(), _ -> new HashMap<>());
                looked.said()
                        .forEach(it -> of.computeIfAbsent(it.target(), _ -> new ArrayList<>())
                                .add(it));
                yield List.of();
            }
            case Fact.Committed commit ->
                walks.see(commit).stream()
                        .filter(step -> step.rises() || step.to() instanceof Stage.Baked)
                        .flatMap(step -> wrong(walks.of(commit.row().id()), step).stream())
                        .toList();
            default -> List.of();
        };
    }

    private static String window(String target, Instant from, Instant to) {
        return target + " " + from + " " + to;
    }

    private Optional<Violation> wrong(Walk walk, Walk.Step step) {
        if (step.byPerson() || walk.isUngated(step.target()) || step.from() instanceof Stage.Waiting) {
            return Optional.empty();
        }
        if (step.from() instanceof Stage.AtStep at && walk.plan.steps().get(at.index()) instanceof Step.Approval) {
            return Optional.empty();
        }
        Needed needed = needed(walk, step);
        if (walk.plan.gates().isEmpty()) {
            boolean over =
                    !step.commit().at().plus(TOLERANCE).isBefore(step.since().plus(needed.hold()));
            return over ? Optional.empty() : broken("S3", walk, step, "went on before its hold was over");
        }
        List<Said> since = saidSince(walk, step);
        Verdict last = since.isEmpty() ? Verdict.INCONCLUSIVE : since.getLast().verdict();
        if (last != Verdict.PASS) {
            return allowedWithoutData(walk, step) ? Optional.empty() : broken("S9", walk, step, "went on with " + last);
        }
        Duration watched = watched(step.target(), since);
        return watched.plus(TOLERANCE).compareTo(needed.least()) < 0
                ? broken(
                        watched.isZero() ? "S9" : "S3",
                        walk,
                        step,
                        "went on after " + watched.toMillis() + " ms of evidence, "
                                + needed.least().toMillis() + " ms are needed")
                : Optional.empty();
    }

    /** What the plan asks for; {@code least} where proof shortens it. */
    private record Needed(Duration hold, Duration least) {}

    private static Needed needed(Walk walk, Walk.Step step) {
        if (step.from() instanceof Stage.AtStep at && walk.plan.steps().get(at.index()) instanceof Step.ToWeight to) {
            return new Needed(to.hold(), to.minHold());
        }
        if (step.from() instanceof Stage.AtStep) {
            return new Needed(Duration.ZERO, Duration.ZERO);
        }
        Duration bake = walk.plan.waves().get(walk.wave(step.target())).bake();
        return new Needed(bake, bake);
    }

    private List<Said> saidOf(Walk walk, Walk.Step step) {
        return said.getOrDefault(walk.id, Map.of()).getOrDefault(step.target().name(), List.of());
    }

    private List<Said> saidSince(Walk walk, Walk.Step step) {
        return saidOf(walk, step).stream()
                .filter(it -> it.from().plus(TOLERANCE).isAfter(step.weightSince()) || it.verdict() != Verdict.PASS)
                .filter(it -> it.to().isAfter(step.since()))
                .toList();
    }

    private Duration watched(TargetId target, List<Said> since) {
        Set<String> counted = new HashSet<>();
        Duration watched = Duration.ZERO;
        for (Said it : since) {
            String window = window(target.toString(), it.from(), it.to());
            if (numbers.contains(window) && counted.add(window)) {
                watched = watched.plus(Duration.between(it.from(), it.to()));
            }
        }
        return watched;
    }

    /** The plan says go on, and data was missing for the whole timeout, by true time. */
    private boolean allowedWithoutData(Walk walk, Walk.Step step) {
        Rules.NoData policy = walk.plan.gates().getFirst().rules().noData();
        if (policy.then() != Rules.Policy.GO_ON) {
            return false;
        }
        Instant missingSince = step.commit().at();
        for (Said it : saidOf(walk, step).reversed()) {
            if (it.verdict() != Verdict.NO_DATA && it.verdict() != Verdict.PROVIDER_ERROR) {
                break;
            }
            missingSince = it.from().isBefore(step.since()) ? step.since() : it.from();
        }
        Duration missing = Duration.between(missingSince, step.commit().at());
        return missing.plus(TOLERANCE).compareTo(policy.timeout()) >= 0;
    }

    private static Optional<Violation> broken(String invariant, Walk walk, Walk.Step step, String what) {
        String where = step.target() + " of " + walk.id + " from " + step.from() + " to " + step.to();
        return Optional.of(new Violation(invariant, step.commit().at(), where + " " + what));
    }
}
