package dev.sluice.traffic.embedded;

import dev.sluice.traffic.Traffic;
import java.util.Optional;

/**
 * Whether a router takes a write.
 *
 * <p>The generation decides: it counts the recorded changes of this target, so a controller that was overtaken can only
 * know an older one. The epoch decides between two contents of one generation, the newer wins; it can't decide more,
 * because the next release of the target may belong to a node whose epoch is lower. Of one generation and one epoch
 * there is one content: another is a mistake of the writer and is refused (new endpoints need a new generation).
 */
public sealed interface Admission {

    /**
     * It is to be in force.
     *
     * @param tombstone what stands from now on
     */
    record Accepted(Optional<Tombstone> tombstone) implements Admission {}

    /** It is in force already. */
    record Unchanged() implements Admission {}

    /**
     * It changes nothing.
     *
     * @param aborted whether it is because its release was aborted here
     */
    record Refused(String reason, boolean aborted) implements Admission {}

    static Admission of(Traffic desired, Optional<Traffic> inForce, Optional<Tombstone> tombstone) {
        if (tombstone.isPresent() && tombstone.get().forbids(desired)) {
            return new Refused(
                    "the release was aborted on this router as generation "
                            + tombstone.get().generation() + " and its version gets nothing until that is settled",
                    true);
        }
        Accepted accepted = new Accepted(tombstone.filter(stone -> !stone.isSettledBy(desired)));
        return inForce.map(present -> against(present, desired, accepted)).orElse(accepted);
    }

    private static Admission against(Traffic present, Traffic desired, Accepted accepted) {
        if (desired.generation() > present.generation()) {
            return accepted;
        }
        if (desired.generation() < present.generation()) {
            return new Refused("generation " + desired.generation() + " is older than " + present.generation(), false);
        }
        if (desired.equals(present)) {
            return new Unchanged();
        }
        return desired.epoch() > present.epoch()
                ? accepted
                : new Refused(
                        "generation " + desired.generation() + " is in force with other content, of epoch "
                                + present.epoch() + " where this is of " + desired.epoch(),
                        false);
    }
}
