package dev.sluice.engine.sim;

import dev.sluice.engine.Deciding;
import dev.sluice.release.Cause;
import dev.sluice.release.Decider;
import dev.sluice.release.Decision;
import dev.sluice.release.Event;
import dev.sluice.release.Observation;
import dev.sluice.release.Observation.Seen;
import dev.sluice.release.Outcome;
import dev.sluice.release.Pause;
import dev.sluice.release.Phase;
import dev.sluice.release.Release;
import dev.sluice.release.Stage;
import dev.sluice.release.Step;
import dev.sluice.release.TargetState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deciders that do what they mustn't. */
final class WrongDecisions {

    private static final Duration SOON = Duration.ofMillis(500);

    private WrongDecisions() {}

    static Map<String, Deciding> all() {
        return Map.ofEntries(
                Map.entry("failure-forgiven", WrongDecisions::failureForgiven),
                Map.entry("holds-skipped", WrongDecisions::holdsSkipped),
                Map.entry("approval-skipped", WrongDecisions::approvalSkipped),
                Map.entry("waves-at-once", WrongDecisions::wavesAtOnce),
                Map.entry("rollback-unconfirmed", WrongDecisions::rollbackUnconfirmed),
                Map.entry("expiry-forgotten", WrongDecisions::expiryForgotten),
                Map.entry("ignores-freeze", WrongDecisions::ignoresFreeze),
                Map.entry("freeze-stops-rollback", WrongDecisions::freezeStopsRollback),
                Map.entry("deadline-in-freeze", WrongDecisions::deadlineInFreeze),
                Map.entry("first-unapproved", WrongDecisions::firstUnapproved));
    }

    /** A move as it is written. */
    static Event move(TargetState target, Stage to, Instant now) {
        boolean changes = !to.weight().equals(target.stage().weight());
        return new Event.Moved(target.id(), to, target.generation() + (changes ? 1 : 0), "mutant", now);
    }

    /** A gate failed: on to the next step. */
    private static Decision failureForgiven(Release release, Observation seen, Instant now) {
        Decision right = Decider.decide(release, seen, now);
        return right.release()
                                .cause()
                                .filter(Cause.GateFailed.class::isInstance)
                                .isPresent()
                        && release.cause().isEmpty()
                ? instead(release, nextSteps(release, now), now)
                : right;
    }

    private static Decision holdsSkipped(Release release, Observation seen, Instant now) {
        Decision right = Decider.decide(release, seen, now);
        boolean calm = right.events().isEmpty() && release.phase() == Phase.PROGRESSING;
        return calm ? instead(release, nextSteps(release, now), now) : right;
    }

    private static Decision approvalSkipped(Release release, Observation seen, Instant now) {
        Decision right = Decider.decide(release, seen, now);
        boolean waits = right.events().isEmpty() && release.openApproval().isPresent();
        return waits ? instead(release, nextSteps(release, now), now) : right;
    }

    private static Decision wavesAtOnce(Release release, Observation seen, Instant now) {
        Decision right = Decider.decide(release, seen, now);
        if (!right.events().isEmpty() || release.phase() != Phase.PROGRESSING) {
            return right;
        }
        List<Event> events = new ArrayList<>();
        for (TargetState target : release.targets()) {
            if (target.stage() instanceof Stage.Waiting waiting) {
                events.add(move(target, waiting.promote(now), now));
            }
        }
        return instead(release, events, now);
    }

    /** Takes the wish for the deed. */
    private static Decision rollbackUnconfirmed(Release release, Observation seen, Instant now) {
        Decision right = Decider.decide(release, seen, now);
        if (!right.events().isEmpty() || !release.isGivingBack() || release.hasEnded()) {
            return right;
        }
        List<Event> events = new ArrayList<>();
        for (TargetState target : release.targets()) {
            if (target.stage() instanceof Stage.Returning returning) {
                events.add(move(target, returning.confirmed(now), now));
            }
        }
        events.add(new Event.Ended(Phase.ROLLED_BACK, Outcome.ABORTED, "mutant", now));
        return instead(release, events, now);
    }

    private static Decision expiryForgotten(Release release, Observation seen, Instant now) {
        Decision right = Decider.decide(release, seen, now);
        boolean expires =
                right.release().cause().filter(Cause.Expired.class::isInstance).isPresent()
                        && release.cause().isEmpty();
        return expires ? instead(release, List.of(), now) : right;
    }

    private static Decision ignoresFreeze(Release release, Observation seen, Instant now) {
        return Decider.decide(release, thawed(seen), now);
    }

    /** Takes "hold" for "do nothing". */
    private static Decision freezeStopsRollback(Release release, Observation seen, Instant now) {
        Decision right = Decider.decide(release, seen, now);
        boolean givesUp = right.release().isGivingBack() && !release.isGivingBack();
        return givesUp && seen.freeze().isPresent() ? instead(release, List.of(), now) : right;
    }

    /** What waits for the end of a freeze is late by it. */
    private static Decision deadlineInFreeze(Release release, Observation seen, Instant now) {
        Instant since = release.pause().map(Pause::since).orElse(now);
        boolean late = !release.deadlineAt(since).isAfter(now) && !release.isGivingBack();
        return seen.freeze().isPresent() && release.started() && late
                ? instead(release, expiring(release, now), now)
                : Decider.decide(release, seen, now);
    }

    private static List<Event> expiring(Release release, Instant now) {
        List<Event> events = new ArrayList<>();
        for (TargetState target : release.targets()) {
            if (target.stage() instanceof Stage.Holding holding) {
                events.add(move(target, holding.giveUp(new Cause.Expired("mutant"), now), now));
            }
        }
        return events;
    }

    /** Nothing to compare with, so nobody is asked either. */
    private static Decision firstUnapproved(Release release, Observation seen, Instant now) {
        Decision right = Decider.decide(release, seen, now);
        List<Event> events = new ArrayList<>();
        for (TargetState target : right.release().targets()) {
            if (target.stable().isEmpty() && target.stage() instanceof Stage.AtStep at) {
                events.add(move(target, at.promote(now), now));
            }
        }
        return right.events().isEmpty() && !events.isEmpty() ? instead(release, events, now) : right;
    }

    /** Forgets against which version an undo was asked for. */
    static Decision undoesAnything(Release release, Observation seen, Instant now) {
        Decision right = Decider.decide(release, seen, now);
        boolean refused = release.spec().replaces().isPresent()
                && right.release()
                        .ending()
                        .filter(ended -> ended.outcome() == Outcome.REJECTED)
                        .isPresent()
                && seen.refusal().isEmpty();
        if (!refused) {
            return right;
        }
        List<Event> events = new ArrayList<>();
        List<Event.Started.Start> starts = release.targets().stream()
                .map(target -> new Event.Started.Start(
                        target.id(),
                        Optional.ofNullable(seen.targets().get(target.id())).flatMap(Seen::stableNow),
                        Optional.ofNullable(seen.targets().get(target.id()))
                                .map(Seen::generationNow)
                                .orElse(0L)))
                .toList();
        events.add(new Event.Started(starts, now));
        return instead(release, events, now);
    }

    private static Observation thawed(Observation seen) {
        return new Observation(
                seen.blockers(), Optional.empty(), seen.refusal(), seen.targets(), seen.analysis(), seen.settles());
    }

    private static List<Event> nextSteps(Release release, Instant now) {
        List<Event> events = new ArrayList<>();
        for (TargetState target : release.targets()) {
            if (target.stage() instanceof Stage.AtStep at
                    && !(release.plan().steps().get(at.index()) instanceof Step.Flip)) {
                events.add(move(target, at.next(release.plan(), now), now));
            }
        }
        return events;
    }

    private static Decision instead(Release release, List<Event> events, Instant now) {
        Release after = release;
        for (Event event : events) {
            after = after.evolve(event);
        }
        return new Decision(after, events, now.plus(SOON));
    }
}
