package dev.sluice.traffic;

import dev.sluice.release.Health;
import dev.sluice.release.ReleaseId;
import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Routers that are made equal to the desired traffic, as one: where there are several, a weight is in force when it is on
 * each. No method throws: a failure is a value.
 */
public interface TrafficRouter extends AutoCloseable {

    /**
     * Writes what was recorded as a target's desired traffic, and says what is in force after it as far as it is known. A
     * router that has a newer generation keeps it. Writing the same again changes nothing.
     */
    Report write(Traffic desired);

    /**
     * Whether they are made equal to the desired traffic in the database without being written to. They are told
     * ({@link #recorded}) where others are written to.
     */
    default boolean followsDatabase() {
        return false;
    }

    /** Something was recorded for a target: routers that follow the database look at it now, and wait for nothing. */
    default void recorded(TargetId target) {}

    /** What they do now. */
    Report read(TargetId target);

    /** What they do at many targets, in one go where they can. */
    default Map<TargetId, Report> read(Collection<TargetId> targets) {
        Map<TargetId, Report> reports = new HashMap<>();
        targets.forEach(target -> reports.put(target, read(target)));
        return reports;
    }

    /** What they do as far as this process knows, without the database and within a moment. */
    Report lastKnown(TargetId target);

    /**
     * The candidate's share of what users really got in the last seconds, on all routers together; a target of which nobody
     * counts, or that had no users, is missing.
     */
    Map<TargetId, Weight> observed(Collection<TargetId> targets);

    /** The target is no more: its traffic is not theirs any longer. */
    void remove(TargetId target);

    /**
     * Sends everything to stable at once, without the database, on those routers that this process reaches. Only where the
     * candidate is that release's; its own generation rises by one. Asked again, it answers the same.
     *
     * @return what is in force now, durably; empty, and nothing happened, where the traffic isn't of that release
     */
    Optional<Traffic> emergencyAbort(TargetId target, ReleaseId release);

    @Override
    default void close() {}

    /** What routers say of a target. */
    sealed interface Report {

        /**
         * In force.
         *
         * @param weight the candidate's share
         * @param elsewhere its share on another router that has the same generation and does something else: one that
         *     somebody changed, or that took an emergency abort
         * @param stable health of stable's instances
         * @param candidate health of the candidate's instances
         * @param resolution of the weight
         */
        record InForce(
                Weight weight,
                Optional<Weight> elsewhere,
                long generation,
                Health stable,
                Health candidate,
                Resolution resolution)
                implements Report {

            /** What a router says that can do every weight. */
            public InForce(
                    Weight weight, Optional<Weight> elsewhere, long generation, Health stable, Health candidate) {
                this(weight, elsewhere, generation, stable, candidate, Resolution.FULL);
            }

            /**
             * The desired weight, when it is in force everywhere as nearly as the router can; a share that is in force
             * instead otherwise.
             */
            public Weight against(Weight desired) {
                if (!resolution.isNearest(desired, weight)) {
                    return weight;
                }
                return elsewhere
                        .filter(other -> !resolution.isNearest(desired, other))
                        .orElse(desired);
            }
        }

        /** The router knows nothing of this target. */
        record Unknown() implements Report {}

        record Unreachable(String reason) implements Report {}
    }
}
