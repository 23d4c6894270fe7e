package dev.sluice.release;

import dev.sluice.release.Observation.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the health of instances means for a release: nobody gets a first or larger share without a healthy instance, a
 * candidate that has lost all of them gives back, and nothing is given back to a stable that has none.
 */
record InstanceHealth(Release release, Map<TargetId, Seen> seen) {

    /** A candidate that users meet and that has no healthy instance for so long gives everything back. */
    static final Duration DOWN_FOR = Duration.ofSeconds(30);

    private Optional<Seen> of(TargetState target) {
        return Optional.ofNullable(seen.get(target.id()));
    }

    /** Whether a router sees a healthy instance of the candidate. What can't be seen is not healthy. */
    boolean has(TargetState target) {
        return of(target)
                .filter(what -> what.inForce().isPresent() && what.candidate().isThere())
                .isPresent();
    }

    /** The candidate's health at the first target that has none, of those that could go on otherwise. */
    Optional<String> missing() {
        return release.targets().stream()
                .filter(target -> switch (target.stage()) {
                    case Stage.Waiting _, Stage.AtStep _, Stage.Promoting _, Stage.Baked _ -> true;
                    case Stage.Returning _, Stage.Returned _ -> false;
                })
                .filter(target -> !has(target))
                .flatMap(target -> of(target).stream()
                        .map(what -> what.inForce().isPresent()
                                ? what.candidate().at(target.id())
                                : "the router of " + target.id().name() + ": " + what.trouble()))
                .findFirst();
    }

    /** What is wrong with a candidate that users meet while no router sees a healthy instance of it. */
    private Optional<String> down() {
        return release.targets().stream()
                .filter(target -> target.stage().weight().isAbove(Weight.NONE))
                .flatMap(target -> of(target).stream()
                        .filter(what ->
                                what.inForce().isPresent() && !what.candidate().isThere())
                        .map(what -> release.spec().version().label() + " has "
                                + what.candidate().at(target.id())))
                .findFirst();
    }

    /** What follows for the release's pause; a pause by a person stays as it is. */
    Stream<Event> pauses(Instant now) {
        Optional<String> down = down();
        boolean byHealth = release.pause().filter(Pause::isForHealth).isPresent();
        boolean isFree = release.pause().filter(pause -> !pause.isOfGates()).isEmpty();
        if (down.isPresent() && isFree) {
            return Stream.of(new Event.Paused(
                    Pause.of(Pause.Reason.DEPENDENCY, Decider.SLUICE, down.get(), now, Optional.of(now.plus(DOWN_FOR))),
                    now));
        }
        return down.isEmpty() && byHealth
                ? Stream.of(new Event.Resumed(Decider.SLUICE, "it has a healthy instance again", now))
                : Stream.empty();
    }

    /** A target whose stable version can't take anything back, while its candidate serves. */
    Optional<String> stranded() {
        return release.targets().stream()
                .filter(target -> target.stage().weight().isAbove(Weight.NONE)
                        && target.stable().isPresent())
                .flatMap(target -> of(target).stream()
                        .filter(what -> what.inForce().isPresent()
                                && !what.stable().isThere()
                                && what.candidate().isThere())
                        .map(what -> "stable has " + what.stable().at(target.id()) + " while the candidate has "
                                + what.candidate().healthy()))
                .findFirst();
    }
}
