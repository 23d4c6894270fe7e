package dev.sluice.traffic;

import dev.sluice.release.Health;
import dev.sluice.release.TargetId;
import dev.sluice.release.Weight;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes a router equal to the desired traffic, and says what the router does. Never throws: a failure is a value. */
public interface TrafficRouter {

    /** Writes and reads back. A router that has a newer generation keeps it and says so. */
    Report write(Traffic desired);

    Report read(TargetId target);

    /** What it says of many, at once where it can. */
    default Map<TargetId, Report> read(Collection<TargetId> targets) {
        Map<TargetId, Report> reports = new HashMap<>();
        targets.forEach(target -> reports.put(target, read(target)));
        return reports;
    }

    /** What a router says of a target. */
    sealed interface Report {

        /**
         * In force.
         *
         * @param weight the candidate's share
         * @param elsewhere its share on another router that has the same generation and does something else: one that
         *     somebody changed, or that took an emergency abort
         * @param stable health of stable's instances
         * @param candidate health of the candidate's instances
         */
        record InForce(Weight weight, Optional<Weight> elsewhere, long generation, Health stable, Health candidate)
                implements Report {

            /** A share that is in force and isn't this one; this one, when it is in force everywhere. */
            public Weight unless(Weight desired) {
                return weight.equals(desired) ? elsewhere.orElse(weight) : weight;
            }
        }

        /** The router knows nothing of this target. */
        record Unknown() implements Report {}

        record Unreachable(String reason) implements Report {}
    }
}
