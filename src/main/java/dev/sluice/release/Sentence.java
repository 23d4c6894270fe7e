package dev.sluice.release;

import dev.sluice.analysis.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in one line what a release does, why, until when, and who can change it. */
public final class Sentence {

    private final Release release;
    private final Sight sight;
    private final Instant now;

    private Sentence(Release release, Sight sight, Instant now) {
        this.release = release;
        this.sight = sight;
        this.now = now;
    }

    /** The sentence. */
    public static String of(Release release, Sight sight, Instant now) {
        return new Sentence(release, sight, now).of();
    }

    private String of() {
        return switch (release.phase()) {
            case PENDING ->
                "Waits: " + (sight.blockers().isEmpty() ? "it starts now" : String.join("; ", sight.blockers())) + ".";
            case PROGRESSING, PROMOTING -> moving() + silentRouters();
            case PAUSED -> paused() + silentRouters();
            case ROLLING_BACK -> "Gives all traffic back to stable: " + why() + "." + silentRouters() + sickStable();
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
        String judged = Optional.ofNullable(sight.judgements().get(target.id()))
                .map(judgement -> judgement.verdict() == Verdict.PASS ? "gates pass" : judgement.sentence())
                .orElse("not judged");
        return where + since + "; " + judged + "; then " + next(target) + unhealthy(target) + ".";
    }

    private String silentRouters() {
        return release.targets().stream()
                .filter(target -> sight.silent().containsKey(target.id()))
                .map(target -> " The router of " + target.id().name() + " doesn't confirm anything: "
                        + sight.silent().get(target.id()) + ".")
                .collect(Collectors.joining());
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
            case Stage.Waiting _, Stage.AtStep _, Stage.Baked _, Stage.Returning _, Stage.Returned _ ->
                Weight.ALL.toString();
        };
    }

    /** Nobody gets a larger share while this is so. */
    private String unhealthy(TargetState target) {
        return Optional.ofNullable(sight.candidates().get(target.id()))
                .filter(health -> !health.isThere())
                .map(health -> ", as soon as an instance is healthy: " + health.at(target.id()))
                .orElse("");
    }

    private String betweenWaves() {
        List<TargetState> waiting = release.targets().stream()
                .filter(target -> target.stage() instanceof Stage.Waiting)
                .toList();
        return waiting.stream()
                .filter(target -> !release.isJoining(target))
                .findFirst()
                .or(() -> waiting.stream().findFirst())
                .map(this::waitsForInstance)
                .orElseGet(() -> {
                    String label = release.spec().version().label();
                    return release.targets().stream()
                            .map(this::unhealthy)
                            .filter(text -> !text.isEmpty())
                            .findFirst()
                            .map(text -> "Every target is baked; " + label + " becomes stable" + text + ".")
                            .orElse("Every target is baked; " + label + " becomes stable now.");
                });
    }

    private String waitsForInstance(TargetState target) {
        String health = Optional.ofNullable(sight.candidates().get(target.id()))
                .map(seen -> seen.at(target.id()))
                .orElseGet(() -> "nothing is known of them at " + target.id().name() + " yet");
        return "Waits for a healthy instance of " + release.spec().version().label() + ": " + health + "; gives up in "
                + Texts.duration(Duration.between(now, release.deadlineAt(now))) + ".";
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
        String undo =
                sight.undoable() && now.isBefore(end.at().plus(release.plan().keepFor()))
                        ? "; undo is possible for "
                                + Texts.duration(Duration.between(
                                        now, end.at().plus(release.plan().keepFor())))
                        : "";
        return release.spec().version().label() + " is stable everywhere: " + end.why() + undo + "." + sickStable();
    }

    private String ended() {
        if (!release.started()) {
            return "Never started: " + release.ending().orElseThrow().why() + ".";
        }
        List<String> without = release.targets().stream()
                .filter(target -> target.stable().isEmpty())
                .map(target -> target.id().name())
                .toList();
        String where = without.isEmpty()
                ? "Stable has everything"
                : (without.size() == release.targets().size()
                                ? "No version has the traffic"
                                : "Stable has everything but at " + String.join(", ", without))
                        + ", where there was none before: the router answers 503 there";
        return where + ": " + release.ending().orElseThrow().why() + "." + sickStable();
    }

    /** What has the traffic and can't answer it is said however the release ended. */
    private String sickStable() {
        return release.targets().stream()
                .flatMap(target -> Optional.ofNullable(sight.stables().get(target.id()))
                        .filter(health -> health.of() > 0 && !health.isThere())
                        .map(health -> " Users get no answer: stable has " + health.at(target.id()) + "!")
                        .stream())
                .findFirst()
                .orElse("");
    }

    private String why() {
        return release.cause().map(Cause::sentence).orElse("");
    }
}
