package dev.sluice.release;

import dev.sluice.analysis.AnalysisRun;
import dev.sluice.analysis.Ask;
import dev.sluice.analysis.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What the judge is asked about a target at its stage. */
public final class Question {

    private Question() {}

    /** The question that the judge is asked about a target; empty where there is nothing to judge. */
    public static Optional<Ask> of(Release release, TargetState target, Instant now) {
        Plan plan = release.plan();
        if (plan.gates().isEmpty()
                || isUngated(release, target)
                || target.stage().weight().equals(Weight.NONE)) {
            return Optional.empty();
        }
        return switch (target.stage()) {
            case Stage.AtStep at -> {
                Duration hold = holdOf(plan, at.index());
                Duration minHold = minHoldOf(plan, at.index());
                boolean last = plan.isLastBelowAll(at.index());
                yield Optional.of(ask(release, target, at.index(), hold, minHold, true, last, now));
            }
            case Stage.Promoting _ -> {
                Duration bake = release.plan().waves().get(target.wave()).bake();
                int step = plan.steps().size() - 1;
                yield Optional.of(ask(release, target, step, bake, bake, false, false, now));
            }
            case Stage.Baked _ -> {
                int step = plan.steps().size() - 1;
                yield Optional.of(ask(release, target, step, Duration.ZERO, Duration.ZERO, false, false, now));
            }
            case Stage.Waiting _, Stage.Returning _, Stage.Returned _ -> Optional.empty();
        };
    }

    /** Whether a gate says that the candidate does harm; then other instances of it change nothing about the version. */
    public static boolean hasFailed(Release release, AnalysisRun analysis, Instant now) {
        return release.targets().stream()
                .flatMap(target -> of(release, target, now).stream())
                .anyMatch(ask -> analysis.judge(ask).verdict() == Verdict.FAIL);
    }

    private static Ask ask(
            Release release,
            TargetState target,
            int step,
            Duration hold,
            Duration minHold,
            boolean compared,
            boolean lastBelowAll,
            Instant now) {
        Instant since = target.inForceSince().orElse(now);
        Instant waited = release.waitedSince().filter(since::isBefore).orElse(since);
        return new Ask(target.id().name(), step, waited, hold, minHold, compared, lastBelowAll, now);
    }

    static Duration holdOf(Plan plan, int index) {
        return plan.steps().get(index).hold();
    }

    private static Duration minHoldOf(Plan plan, int index) {
        return plan.steps().get(index).minHold();
    }

    /** A first release and an undo are not judged: there is nothing to compare with, or somebody wants it back now. */
    static boolean isUngated(Release release, TargetState target) {
        return release.spec().kind() == Spec.Kind.UNDO
                || (release.started() && target.stable().isEmpty());
    }
}
