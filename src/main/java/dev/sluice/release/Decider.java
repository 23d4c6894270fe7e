package dev.sluice.release;

import dev.sluice.analysis.Ask;
import dev.sluice.analysis.Judgement;
import dev.sluice.analysis.Verdict;
import dev.sluice.release.Observation.InForce;
import dev.sluice.release.Observation.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides what a release does next. Pure: same release, same observation, same instant, same decision. */
public final class Decider {

    /** How soon to look again for a router's confirmation. */
    private static final Duration CONFIRMATION = Duration.ofMillis(100);

    /** How soon to look again for what nobody announces. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    static final String SLUICE = "sluice";

    private final Observation seen;
    private final Instant now;
    private final List<Event> events = new ArrayList<>();
    private final Map<Ask, Judgement> judged = new HashMap<>();
    private Release release;

    private Decider(Release release, Observation seen, Instant now) {
        this.release = release;
        this.seen = seen;
        this.now = now;
    }

    /** What should happen next. */
    public static Decision decide(Release release, Observation seen, Instant now) {
        Decider decider = new Decider(release, seen, now);
        if (!release.hasEnded()) {
            decider.run();
        }
        return new Decision(decider.release, List.copyOf(decider.events), decider.nextTick());
    }

    private void run() {
        if (!release.started()) {
            start();
        }
        if (!release.started()) {
            return;
        }
        release.targets().forEach(this::confirm);
        if (release.isGivingBack()) {
            finishGivingBack();
            return;
        }
        Frozen.noted(seen.freeze(), release, now).ifPresent(this::happen);
        if (release.isBehind()) {
            return;
        }
        if (failed() || rejected() || expired()) {
            return;
        }
        judgePauses();
        if (release.pause().isEmpty()) {
            release.targets().forEach(this::progress);
            succeed();
        }
    }

    private void start() {
        if (!seen.blockers().isEmpty() || seen.freeze().isPresent()) {
            return;
        }
        List<Event.Started.Start> starts = new ArrayList<>();
        for (TargetState target : release.targets()) {
            Seen what = seen.targets().get(target.id());
            if (what == null) {
                return;
            }
            starts.add(new Event.Started.Start(target.id(), what.stableNow(), what.generationNow()));
        }
        happen(new Event.Started(List.copyOf(starts), now));
    }

    /** Takes note of what the router says it does, and corrects what somebody else made of it. */
    private void confirm(TargetState target) {
        Optional<InForce> inForce = seenOf(target).flatMap(Seen::inForce);
        if (inForce.isEmpty() || target.stage() instanceof Stage.Waiting) {
            return;
        }
        if (isAsWanted(target)) {
            if (target.inForceSince().isEmpty()) {
                happen(new Event.InForce(target.id(), target.generation(), now));
            }
        } else if (inForce.get().generation() >= target.generation()) {
            Drift.of(release, target, inForce.get(), now).forEach(this::happen);
        }
        if (isAsWanted(target) && target.stage() instanceof Stage.Returning returning) {
            move(target.id(), returning.confirmed(now), "the router confirmed");
        }
    }

    /** An older generation is no drift: that router has not been told yet. */
    private boolean isAsWanted(TargetState target) {
        InForce wanted = new InForce(target.stage().weight(), target.generation());
        return seenOf(target).flatMap(Seen::inForce).filter(wanted::equals).isPresent();
    }

    private void finishGivingBack() {
        boolean confirmed = release.targets().stream()
                .allMatch(
                        target -> target.stage() instanceof Stage.Returned || target.stage() instanceof Stage.Waiting);
        if (confirmed) {
            happen(Moves.end(release.cause().orElseThrow(), now));
        }
    }

    /** One failed gate anywhere gives everything back, unless there is nowhere to give it back to. */
    private boolean failed() {
        for (TargetState target : release.targets()) {
            Optional<Judgement> judgement = judge(target);
            if (judgement.isPresent() && judgement.get().verdict() == Verdict.FAIL) {
                return failed(judgement.get());
            }
        }
        return false;
    }

    private boolean failed(Judgement judgement) {
        Optional<TargetState> stuck = release.targets().stream()
                .filter(target -> target.stage().weight().isAbove(Weight.NONE))
                .filter(target -> seenOf(target)
                        .filter(what -> what.inForce().isPresent() && what.stableHealthy() == 0)
                        .filter(what -> what.candidateHealthy() > 0)
                        .isPresent())
                .findFirst();
        if (stuck.isEmpty()) {
            giveUp(new Cause.GateFailed(judgement.gate(), judgement.sentence()));
        } else {
            String what = "gate " + judgement.gate() + " failed (" + judgement.sentence()
                    + "), but stable has no healthy instance at "
                    + stuck.get().id().name() + " while the candidate has "
                    + seenOf(stuck.get()).orElseThrow().candidateHealthy();
            Pause.asking(release, Pause.Reason.DEPENDENCY, what, now).ifPresent(this::happen);
        }
        return true;
    }

    private boolean rejected() {
        Optional<Approval> no = release.approvals().stream()
                .filter(approval -> !approval.approved())
                .findFirst();
        no.ifPresent(approval -> giveUp(new Cause.Rejected(approval.person(), approval.comment())));
        return no.isPresent();
    }

    private boolean expired() {
        if (release.pause()
                .filter(pause -> !pause.isFreeze())
                .flatMap(Pause::until)
                .filter(until -> !now.isBefore(until))
                .isPresent()) {
            giveUp(new Cause.Expired(
                    "nobody decided in time: " + release.pause().orElseThrow().what()));
            return true;
        }
        Optional<OpenApproval> unheard = release.targets().stream()
                .flatMap(target -> release.openApproval(target).stream())
                .filter(approval -> approval.isOver(now) && approval.asks().otherwise() == Step.Otherwise.ROLL_BACK)
                .findFirst();
        if (unheard.isPresent()) {
            OpenApproval approval = unheard.get();
            giveUp(new Cause.Expired("nobody approved step " + (approval.step() + 1) + " within "
                    + Texts.duration(approval.asks().within())));
            return true;
        }
        if (seen.freeze().isEmpty() && !now.isBefore(release.deadlineAt(now))) {
            giveUp(new Cause.Expired(
                    "the deadline of " + Texts.duration(release.plan().deadline()) + " is over"));
            return true;
        }
        return false;
    }

    /** Missing data and undecided gates pause a release after their time; their end ends the pause. */
    private void judgePauses() {
        Optional<Pause> wanted = Optional.empty();
        for (TargetState target : release.targets()) {
            if (wanted.isEmpty() && target.stage() instanceof Stage.Holding) {
                wanted = judge(target).flatMap(this::pauseFor);
            }
            if (release.isGivingBack()) {
                return;
            }
        }
        boolean byGates = release.pause()
                .filter(pause -> pause.reason() == Pause.Reason.INCONCLUSIVE || pause.reason() == Pause.Reason.NO_DATA)
                .isPresent();
        if (wanted.isPresent() && release.pause().isEmpty()) {
            happen(new Event.Paused(wanted.get(), now));
        } else if (wanted.isEmpty() && byGates) {
            happen(new Event.Resumed(SLUICE, "the gates have what they need again", now));
        }
    }

    private Optional<Pause> pauseFor(Judgement judgement) {
        return switch (new Unanswered(release, now).of(judgement)) {
            case Unanswered.Waits _ -> Optional.empty();
            case Unanswered.Asks asks -> Optional.of(asks.pause());
            case Unanswered.GivesUp givesUp -> {
                giveUp(givesUp.cause());
                yield Optional.empty();
            }
        };
    }

    private void progress(TargetState before) {
        TargetState target = release.target(before.id());
        switch (target.stage()) {
            case Stage.Waiting waiting -> begin(target, waiting);
            case Stage.AtStep at -> progressAtStep(target, at);
            case Stage.Promoting promoting -> {
                if (isThrough(target)) {
                    move(target.id(), promoting.finish(now), "the bake is over");
                }
            }
            case Stage.Baked _, Stage.Returning _, Stage.Returned _ -> {}
        }
    }

    private void begin(TargetState target, Stage.Waiting waiting) {
        boolean open = release.targets().stream()
                .filter(other -> other.wave() < target.wave())
                .allMatch(other -> other.stage() instanceof Stage.Baked);
        int healthy = seenOf(target).map(Seen::candidateHealthy).orElse(0);
        if (!open || healthy == 0) {
            return;
        }
        if (Question.isUngated(release, target)) {
            String why = release.spec().kind() == Spec.Kind.UNDO
                    ? "undo: the previous version gets everything back"
                    : "first release of this target: there is nothing to compare with";
            move(target.id(), waiting.promote(now), why);
        } else if (release.plan().givesAll(0)) {
            move(target.id(), waiting.promote(now), "the plan gives it everything at once");
        } else {
            move(target.id(), waiting.begin(release.plan(), now), "the release begins");
        }
    }

    private void progressAtStep(TargetState target, Stage.AtStep at) {
        if (!isThrough(target)) {
            return;
        }
        boolean waitsForOthers = release.plan().waves().get(target.wave()).lockStep()
                && release.targets().stream()
                        .filter(other -> other.wave() == target.wave())
                        .anyMatch(other -> isBehind(other, at.index()));
        if (!waitsForOthers) {
            move(target.id(), at.next(release.plan(), now), whyThrough(target));
        }
    }

    private boolean isBehind(TargetState other, int index) {
        return switch (other.stage()) {
            case Stage.Waiting _ -> true;
            case Stage.AtStep at -> at.index() < index || (at.index() == index && !isThrough(other));
            case Stage.Promoting _, Stage.Baked _, Stage.Returning _, Stage.Returned _ -> false;
        };
    }

    private String whyThrough(TargetState target) {
        return release.openApproval(target).isPresent() ? "approved" : "the gates pass";
    }

    /** Whether everything that the target's stage asks for is there. */
    private boolean isThrough(TargetState target) {
        if (target.inForceSince().isEmpty() || !isAsWanted(target)) {
            return false;
        }
        Optional<OpenApproval> approval = release.openApproval(target);
        if (approval.isPresent()) {
            return approval.get().missing() == 0 || approval.get().isOver(now);
        }
        if (target.stage() instanceof Stage.AtStep at && release.plan().steps().get(at.index()) instanceof Step.Flip) {
            return true;
        }
        if (Question.isUngated(release, target)) {
            return true;
        }
        Optional<Judgement> judgement = judge(target);
        if (judgement.isEmpty()) {
            return !now.isBefore(target.inForceSince().get().plus(clockHold(target)));
        }
        return judgement.get().verdict() == Verdict.PASS;
    }

    /** A plan without gates goes by the clock: its author wrote that in words. */
    private Duration clockHold(TargetState target) {
        return switch (target.stage()) {
            case Stage.AtStep at -> Question.holdOf(release.plan(), at.index());
            default -> release.plan().waves().get(target.wave()).bake();
        };
    }

    private void succeed() {
        boolean baked = release.targets().stream().allMatch(target -> target.stage() instanceof Stage.Baked);
        if (baked) {
            Outcome outcome = release.skipped() ? Outcome.FAST_PROMOTED : Outcome.PROMOTED;
            happen(new Event.Ended(Phase.SUCCEEDED, outcome, "every target has walked its plan", now));
        }
    }

    private Optional<Judgement> judge(TargetState target) {
        return Question.of(release, target, now).map(ask -> judged.computeIfAbsent(ask, seen.analysis()::judge));
    }

    private Optional<Seen> seenOf(TargetState target) {
        return Optional.ofNullable(seen.targets().get(target.id()));
    }

    private void giveUp(Cause cause) {
        Moves.giveUp(release, cause, now).forEach(this::happen);
    }

    private void move(TargetId target, Stage to, String why) {
        happen(Moves.move(release.target(target), to, why, now));
    }

    private void happen(Event event) {
        events.add(event);
        release = release.evolve(event);
    }

    /** In a freeze at the latest at its end, and soon enough to see that somebody ended it. */
    private Instant nextTick() {
        Instant look = nextLook();
        return seen.freeze()
                .filter(_ -> !release.hasEnded())
                .map(freeze -> Collections.min(List.of(look, freeze.until(), now.plus(IDLE))))
                .orElse(look);
    }

    private Instant nextLook() {
        if (release.hasEnded()) {
            return Instant.MAX;
        }
        if (!release.started()) {
            return now.plus(IDLE);
        }
        boolean unconfirmed = release.targets().stream()
                .anyMatch(target -> !(target.stage() instanceof Stage.Waiting)
                        && target.inForceSince().isEmpty());
        if (unconfirmed || !events.isEmpty()) {
            return now.plus(CONFIRMATION);
        }
        return Rhythm.of(release).next(now, seen.settles());
    }
}
