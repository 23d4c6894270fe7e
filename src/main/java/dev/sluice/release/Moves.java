package dev.sluice.release;

import java.time.Instant;
import java.util.List;

/** Moves of targets as events, with the generation of the traffic that they want. */
final class Moves {

    private Moves() {}

    /** A move; the generation rises exactly when the traffic changes. */
    static Event.Moved move(TargetState target, Stage to, String why, Instant now) {
        boolean changes = !to.weight().equals(target.stage().weight());
        return new Event.Moved(target.id(), to, target.generation() + (changes ? 1 : 0), why, now);
    }

    /** All targets that may have sent anything to the candidate give it back; where there is none, it ends at once. */
    static List<Event> giveUp(Release release, Cause cause, Instant now) {
        List<Event> moves = givingBack(release, cause, now);
        if (!moves.isEmpty()) {
            return moves;
        }
        return List.of(
                cause instanceof Cause.Aborted
                        ? new Event.Ended(Phase.CANCELLED, Outcome.CANCELLED, cause.sentence(), now)
                        : end(cause, now));
    }

    /** The end of a release that has given everything back. */
    static Event.Ended end(Cause cause, Instant now) {
        return switch (cause) {
            case Cause.Aborted _ -> new Event.Ended(Phase.ROLLED_BACK, Outcome.ABORTED, cause.sentence(), now);
            case Cause.GateFailed _ -> new Event.Ended(Phase.ROLLED_BACK, Outcome.ROLLED_BACK, cause.sentence(), now);
            case Cause.Rejected _ -> new Event.Ended(Phase.REJECTED, Outcome.REJECTED, cause.sentence(), now);
            case Cause.Expired _ -> new Event.Ended(Phase.EXPIRED, Outcome.EXPIRED, cause.sentence(), now);
            case Cause.Superseded _ -> new Event.Ended(Phase.SUPERSEDED, Outcome.SUPERSEDED, cause.sentence(), now);
        };
    }

    private static List<Event> givingBack(Release release, Cause cause, Instant now) {
        return release.targets().stream()
                .filter(target -> target.stage() instanceof Stage.Holding)
                .<Event>map(target -> {
                    Stage.Holding holding = (Stage.Holding) target.stage();
                    return move(target, holding.giveUp(cause, now), cause.sentence(), now);
                })
                .toList();
    }
}
