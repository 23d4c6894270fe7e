package dev.sluice.traffic.embedded;

import dev.sluice.cohort.Bucketing;
import dev.sluice.cohort.Purpose;
import dev.sluice.release.Weight;
import dev.sluice.traffic.Traffic;
import java.util.Optional;
import java.util.stream.Stream;

/** A target's traffic, compiled for being looked up by every request. */
record Route(Traffic traffic, Bucketing bucketing, Optional<VersionPool> stable, Optional<VersionPool> candidate) {

    private static final String UNIT = "user";
    private static final int PPM_PER_BASIS_POINT = 100;

    static Route compile(Traffic traffic, InstanceRegistry fleet, Ledger ledger) {
        return new Route(
                traffic,
                Bucketing.of(Purpose.ROLLOUT, traffic.salt(), UNIT),
                traffic.stable().map(pool -> lane(traffic, pool, fleet, ledger)),
                traffic.candidate().map(pool -> lane(traffic, pool, fleet, ledger)));
    }

    private static VersionPool lane(Traffic traffic, Traffic.Pool pool, InstanceRegistry fleet, Ledger ledger) {
        Backends backends =
                new Backends(pool.endpoints().stream().map(fleet::instance).toList());
        return new VersionPool(pool.version(), backends, ledger.tally(traffic.target(), pool.version()));
    }

    /** A router has no traffic that isn't bound by hosts. */
    HostBinding binding() {
        return (HostBinding) traffic.binding();
    }

    /**
     * Whether a user gets the candidate: while the bucket is below the weight, so that a rising weight only adds users.
     * At 100 % everybody does, also those without a sticky key.
     */
    boolean sendsToCandidate(StickyKey key) {
        Weight weight = traffic.weight();
        if (candidate.isEmpty() || weight.equals(Weight.NONE)) {
            return false;
        }
        return weight.equals(Weight.ALL)
                || (key.isKnown() && key.bucket() < weight.basisPoints() * PPM_PER_BASIS_POINT);
    }

    Stream<VersionPool> lanes() {
        return Stream.concat(stable.stream(), candidate.stream());
    }
}
