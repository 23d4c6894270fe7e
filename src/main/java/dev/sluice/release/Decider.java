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

    /** How soon to look again for a healthy instance. */
    private static final Duration HEALTH = Duration.ofMillis(500);

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
        new InstanceHealth(release, seen.targets()).pauses(now).forEach(this::happen);
        judgePauses();
        if (release.pause().isEmpty() && !release.isGivingBack()) {
            release.targets().forEach(this::progress);
            succeed();
        }
    }

    private void start() {
        if (!seen.blockers().isEmpty()) {
            return;
        }
        Optional<String> refusal = seen.refusal().or(this::isOfAnotherStable);
        if (refusal.isPresent()) {
            happen(new Event.Ended(Phase.REJECTED, Outcome.REJECTED, refusal.get(), now));
            return;
        }
        if (isStableAlready()) {
            String what = release.spec().version().label() + " became stable here while this release waited";
            happen(new Event.Ended(Phase.CANCELLED, Outcome.CANCELLED, what, now));
            return;
        }
        if (seen.freeze().isPresent()) {
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

    /** Another release of the same version came first, and there is nothing to compare. */
    private boolean isStableAlready() {
        return release.targets().stream()
                .allMatch(target -> seenOf(target)
                        .flatMap(Seen::stableNow)
                        .filter(release.spec().version()::isSameAs)
                        .isPresent());
    }

    /** An undo is for the version that was stable when somebody asked for it. */
    private Optional<String> isOfAnotherStable() {
        return release.spec()
                .replaces()
                .flatMap(replaced -> release.targets().stream()
                        .flatMap(target -> seenOf(target).stream())
                        .flatMap(what -> what.stableNow().stream())
                        .filter(stable -> !stable.isSameAs(replaced))
                        .findFirst()
                        .map(stable ->
                                "it was to undo " + replaced.label() + ", and " + stable.label() + " is stable now"));
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
        giveUpUnlessStranded(new Cause.GateFailed(judgement.gate(), judgement.sentence()));
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
        String waitsFor = instances().missing().orElse("");
        Optional<Cause> cause = new Expiry(release, seen.freeze(), now).cause(waitsFor);
        cause.ifPresent(this::giveUpUnlessStranded);
        return cause.isPresent();
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
        boolean byGates = release.pause().filter(Pause::isOfGates).isPresent();
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
                giveUpUnlessStranded(givesUp.cause());
                yield Optional.empty();
            }
        };
    }

    private void progress(TargetState before) {
        TargetState target = release.target(before.id());
        if (!instances().has(target)) {
            return;
        }
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
        if (!isOpen(target)) {
            return;
        }
        if (release.spec().kind() == Spec.Kind.UNDO) {
            move(target.id(), waiting.promote(now), "undo: the previous version gets everything back");
        } else if (Question.isUngated(release, target)) {
            String why = "first release of this target: there is nothing to compare with";
            Stage next = release.plan()
                    .nextApproval(0)
                    .<Stage>map(step -> waiting.askAt(step, now))
                    .orElseGet(() -> waiting.promote(now));
            move(target.id(), next, why);
        } else if (release.plan().givesAll(0)) {
            move(target.id(), waiting.promote(now), "the plan gives it everything at once");
        } else {
            move(target.id(), waiting.begin(release.plan(), now), "the release begins");
        }
    }

    /** Earlier waves are baked; for a target that joins, all that have something to compare with are. */
    private boolean isOpen(TargetState target) {
        boolean joins = release.isJoining(target);
        return release.targets().stream()
                .filter(other -> !release.isJoining(other) && (joins || other.wave() < target.wave()))
                .allMatch(other -> other.stage() instanceof Stage.Baked);
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
            Stage next = Question.isUngated(release, target)
                    ? release.plan()
                            .nextApproval(at.index() + 1)
                            .<Stage>map(step -> at.askAt(step, now))
                            .orElseGet(() -> at.promote(now))
                    : at.next(release.plan(), now);
            move(target.id(), next, whyThrough(target));
        }
    }

    private boolean isBehind(TargetState other, int index) {
        return switch (other.stage()) {
            case Stage.Waiting _ -> !release.isJoining(other);
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
            case Stage.Waiting _, Stage.Promoting _, Stage.Baked _, Stage.Returning _, Stage.Returned _ ->
                release.plan().waves().get(target.wave()).bake();
        };
    }

    private void succeed() {
        InstanceHealth instances = instances();
        boolean baked = release.targets().stream()
                .allMatch(target -> target.stage() instanceof Stage.Baked && instances.has(target));
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

    private InstanceHealth instances() {
        return new InstanceHealth(release, seen.targets());
    }

    /** Everything back to stable, unless that has no healthy instance while the candidate has one: then a person says. */
    private void giveUpUnlessStranded(Cause cause) {
        Optional<String> stranded = instances().stranded();
        if (stranded.isEmpty()) {
            giveUp(cause);
        } else {
            String what = cause.sentence() + ", but " + stranded.get();
            Pause.asking(release, Pause.Reason.DEPENDENCY, what, now).ifPresent(this::happen);
        }
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
        Instant look = LookSchedule.of(release).next(now, seen.settles());
        // Nobody announces that an instance became healthy.
        return instances().missing().isEmpty() ? look : Collections.min(List.of(look, now.plus(HEALTH)));
    }
}
