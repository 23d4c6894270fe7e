package dev.sluice.traffic;

import dev.sluice.release.Phase;
import dev.sluice.release.Release;
import dev.sluice.release.TargetId;
import dev.sluice.release.TargetState;
import dev.sluice.release.Version;
import dev.sluice.release.Weight;
import dev.sluice.traffic.Traffic.Pool;
import java.util.Optional;
import java.util.function.Function;

/**
 * Works out what a target's traffic should be. Pure.
 *
 * @param binding of the target
 * @param pools instances of a version there; without endpoints where none are known
 */
public record DesiredTraffic(TargetId target, Binding binding, Function<Version, Pool> pools) {

    /** What a release wants there: the candidate's share while it moves, and what is stable after it. */
    public Traffic of(Release release) {
        TargetState state = release.target(target);
        boolean moves = !release.hasEnded();
        Version candidate = release.spec().version();
        Optional<Version> stable = release.phase() == Phase.SUCCEEDED ? Optional.of(candidate) : state.stable();
        return new Traffic(
                target,
                binding,
                stable.map(pools),
                moves ? Optional.of(pools.apply(candidate)) : Optional.empty(),
                moves ? state.stage().weight() : Weight.NONE,
                release.spec().salt(),
                Optional.of(release.id()),
                0,
                state.generation());
    }

    /** The same shares with the binding and the instances that there are now. */
    public Traffic of(Traffic before) {
        return new Traffic(
                target,
                binding,
                before.stable().map(pool -> pools.apply(pool.version())),
                before.candidate().map(pool -> pools.apply(pool.version())),
                before.weight(),
                before.salt(),
                before.release(),
                before.epoch(),
                before.generation());
    }

    /** Before any release: nobody is served. */
    public Traffic first(long generation) {
        return new Traffic(
                target, binding, Optional.empty(), Optional.empty(), Weight.NONE, "", Optional.empty(), 0, generation);
    }
}
