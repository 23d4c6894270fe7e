package dev.sluice.release;

import dev.sluice.analysis.Judgement;
import dev.sluice.analysis.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says in one line what a release does, why, until when, and who can change it. */
public final class Sentence {

    private final Release release;
    private final Map<TargetId, Judgement> judgements;
    private final List<String> blockers;
    private final Instant now;

    private Sentence(Release release, Map<TargetId, Judgement> judgements, List<String> blockers, Instant now) {
        this.release = release;
        this.judgements = judgements;
        this.blockers = blockers;
        this.now = now;
    }

    /**
     * The sentence.
     *
     * @param judgements of the targets that are being judged
     * @param blockers what a pending release waits for
     */
    public static String of(Release release, Map<TargetId, Judgement> judgements, List<String> blockers, Instant now) {
        return new Sentence(release, judgements, blockers, now).of();
    }

    private String of() {
        return switch (release.phase()) {
            case PENDING -> "Waits: " + (blockers.isEmpty() ? "it starts now" : String.join("; ", blockers)) + ".";
            case PROGRESSING, PROMOTING -> moving();
            case PAUSED -> paused();
            case ROLLING_BACK -> "Gives all traffic back to stable: " + why() + ".";
            case SUCCEEDED -> succeeded();
            case ROLLED_BACK, CANCELLED, SUPERSEDED, REJECTED, EXPIRED -> ended();
        };
    }

    private String moving() {
        Optional<TargetState> least = release.targets().stream()
                .filter(target -> target.stage() instanceof Stage.AtStep || target.stage() instanceof Stage.Promoting)
                .findFirst();
        return least.map(this::moving).orElseGet(this::betweenWaves);
    }

    private String moving(TargetState target) {
        String where = target.stage().weight() + " of " + target.id().name();
        if (target.inForceSince().isEmpty()) {
            return where + ": told to the router, not confirmed yet.";
        }
        String since = " since "
                + Texts.duration(Duration.between(target.inForceSince().get(), now));
        String judged = Optional.ofNullable(judgements.get(target.id()))
                .map(judgement -> judgement.verdict() == Verdict.PASS ? "gates pass" : judgement.sentence())
                .orElse("not judged");
        return where + since + "; " + judged + "; then " + next(target) + ".";
    }

    private String next(TargetState target) {
        return switch (target.stage()) {
            case Stage.AtStep at
            when !release.plan().isLast(at.index()) ->
                switch (release.plan().steps().get(at.index() + 1)) {
                    case Step.ToWeight to -> to.weight().toString();
                    case Step.Approval approval -> approval.of() + (approval.of() == 1 ? " approval" : " approvals");
                    case Step.Flip _ -> "all traffic at once";
                };
            case Stage.Promoting _ ->
                "it becomes stable after a bake of "
                        + Texts.duration(
                                release.plan().waves().get(target.wave()).bake());
            default -> Weight.ALL.toString();
        };
    }

    private String betweenWaves() {
        return release.targets().stream()
                .filter(target -> target.stage() instanceof Stage.Waiting)
                .findFirst()
                .map(target -> "Waits for a healthy instance of "
                        + release.spec().version().label() + " at "
                        + target.id().name() + ".")
                .orElse("Every target is baked; " + release.spec().version().label() + " becomes stable now.");
    }

    private String paused() {
        return release.pause()
                .map(this::paused)
                .orElseGet(() -> waitsForPeople(release.openApproval().orElseThrow()));
    }

    private String paused(Pause pause) {
        String since = "Paused at " + weights() + " since " + Texts.duration(Duration.between(pause.since(), now));
        if (pause.isFreeze()) {
            return since + " by " + pause.what() + " for another "
                    + Frozen.end(pause.until().orElse(now), now) + "; then " + afterFreeze(pause)
                    + "; gates go on watching; an operator can abort, or end the freeze by changing or deleting it.";
        }
        String held = since + " by " + pause.by() + ": " + pause.what();
        String until = pause.until()
                .map(end -> "; rolls back in " + Texts.duration(Duration.between(now, end)))
                .orElse("; rolls back in " + Texts.duration(Duration.between(now, release.deadlineAt(now))));
        return held + until + "; an operator can resume, advance, promote or abort.";
    }

    private String afterFreeze(Pause freeze) {
        return freeze.beneath()
                .map(pause -> "it stays paused by " + pause.by() + ": " + pause.what())
                .or(() -> release.openApproval()
                        .filter(open -> open.missing() > 0)
                        .map(open -> "step " + (open.step() + 1) + " waits for " + open.missing()
                                + (open.missing() == 1 ? " approval" : " approvals") + ", which can be given now"))
                .orElse("it goes on by itself");
    }

    private String waitsForPeople(OpenApproval open) {
        String who = open.asks().from().isEmpty()
                ? "approvers"
                : String.join(", ", open.asks().from());
        String then = open.asks().otherwise() == Step.Otherwise.ROLL_BACK ? "rolls back" : "goes on";
        return "Step " + (open.step() + 1) + " waits for " + open.missing()
                + (open.missing() == 1 ? " approval" : " approvals") + " by " + who + " (not by "
                + release.spec().requestedBy() + ") at " + weights() + "; otherwise it " + then + " in "
                + Texts.duration(Duration.between(now, open.expiresAt())) + ".";
    }

    private String weights() {
        return release.targets().stream()
                .map(target -> target.stage().weight() + " of " + target.id().name())
                .reduce((left, right) -> left + ", " + right)
                .orElse("");
    }

    private String succeeded() {
        Event.Ended end = release.ending().orElseThrow();
        String undo = now.isBefore(end.at().plus(release.plan().keepFor()))
                ? "; undo is possible for "
                        + Texts.duration(Duration.between(
                                now, end.at().plus(release.plan().keepFor())))
                : "";
        return release.spec().version().label() + " is stable everywhere: " + end.why() + undo + ".";
    }

    private String ended() {
        String what = release.started() ? "Stable has everything: " : "Never started: ";
        return what + release.ending().orElseThrow().why() + ".";
    }

    private String why() {
        return release.cause().map(Cause::sentence).orElse("");
    }
}
