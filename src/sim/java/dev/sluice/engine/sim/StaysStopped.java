package dev.sluice.engine.sim;

import dev.sluice.engine.sim.Fact.Applied;
import dev.sluice.engine.sim.Fact.Hand;
import dev.sluice.release.Event;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * S1, at the router: once a process has answered that its router gives a release's candidate nothing any more, that
 * machine's router never does again, whatever anybody writes; a person's retry is another release, and not held back.
 */
final class StaysStopped implements Rule {

    private final Map<ReleaseId, Version> candidates = new HashMap<>();
    private final Set<String> stopped = new HashSet<>();
    private final Set<String> meddledWith = new HashSet<>();
    private final Set<String> answered = new HashSet<>();

    @Override
    public List<Violation> see(Fact fact) {
        return switch (fact) {
            case Fact.Committed commit -> {
                commit.events().stream()
                        .filter(Event.Created.class::isInstance)
                        .map(Event.Created.class::cast)
                        .forEach(created ->
                                candidates.put(commit.row().id(), created.spec().version()));
                yield List.of();
            }
            case Fact.TakenIn taken -> {
                taken.stopped().forEach(target -> answered.add(place(taken.machine(), target, taken.release())));
                yield List.of();
            }
            case Applied applied -> applied(applied).stream().toList();
            case Fact.HeldBack held -> heldBack(held).stream().toList();
            default -> List.of();
        };
    }

    private static String place(String machine, String target, ReleaseId release) {
        return machine + " " + target + " " + release;
    }

    /** A process is named after its machine. */
    private static String machine(String node) {
        return node.substring(0, 1);
    }

    private Optional<Violation> applied(Applied applied) {
        if (applied.release().isEmpty()) {
            return Optional.empty();
        }
        ReleaseId release = applied.release().get();
        String place = place(machine(applied.node()), applied.target().name(), release);
        if (applied.hand() == Hand.EMERGENCY) {
            stopped.add(place);
        }
        if (applied.hand() == Hand.SOMEBODY_ELSE) {
            meddledWith.add(place);
        }
        if (meddledWith.contains(place) && applied.hand() != Hand.FEED) {
            // What somebody else's hand did may come back with the router's file.
            return Optional.empty();
        }
        boolean gives = applied.weight().isAbove(Weight.NONE)
                || applied.stable().equals(Optional.ofNullable(candidates.get(release)));
        return gives && answered.contains(place)
                ? Optional.of(new Violation(
                        "S1",
                        applied.at(),
                        "the router of " + applied.node() + " gives something of " + applied.target() + " to " + release
                                + " again, which was aborted there"))
                : Optional.empty();
    }

    private Optional<Violation> heldBack(Fact.HeldBack held) {
        return held.release()
                .filter(release -> !stopped.contains(
                        place(machine(held.node()), held.target().name(), release)))
                .map(release -> new Violation(
                        "S1",
                        held.at(),
                        "the router of " + held.node() + " holds back " + release + ", which nobody aborted there"));
    }
}
