package dev.sluice.release;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A point of the plan, walked by each target of a wave. Cohort, mirror, capacity, drill, webhook and verify steps join
 * this list when they exist.
 */
public sealed interface Step {

    /** What the step is called in documents and answers. */
    String kind();

    /** The candidate's share from this step on; empty where the step leaves what there is. */
    Optional<Weight> share();

    /** How long gates watch here before it goes on, counting only time with evidence; zero where they don't. */
    default Duration hold() {
        return Duration.ZERO;
    }

    /** The least hold where early promotion by proof is allowed; equal to hold where it isn't. */
    default Duration minHold() {
        return hold();
    }

    /** Whether gates compare two arms here: both have users. */
    default boolean compares() {
        return false;
    }

    /** What it asks people; empty where it asks nobody. */
    default Optional<Approval> asks() {
        return Optional.empty();
    }

    /** Whether the candidate has everything from here on. */
    default boolean givesAll() {
        return share().filter(Weight.ALL::equals).isPresent();
    }

    /**
     * The candidate gets a share of the traffic, and the gates watch.
     *
     * @param weight over 0 %; 100 % only in the last step, where the plan's bake takes the place of the hold
     * @param hold how long the gates watch, counting only time with evidence
     * @param minHold the least hold where early promotion by proof is allowed; equal to hold where it isn't
     */
    record ToWeight(Weight weight, Duration hold, Duration minHold) implements Step {
        @Override
        public String kind() {
            return "weight";
        }

        @Override
        public Optional<Weight> share() {
            return Optional.of(weight);
        }

        @Override
        public boolean compares() {
            return !givesAll();
        }
    }

    /**
     * The weight stays until people have agreed.
     *
     * @param of how many distinct people, 1 or more, none of them the requester
     * @param from names of people or groups who may; empty: everybody with the role approver
     * @param within how long it stays open
     */
    record Approval(int of, List<String> from, Duration within, Otherwise otherwise) implements Step {
        @Override
        public String kind() {
            return "approval";
        }

        @Override
        public Optional<Weight> share() {
            return Optional.empty();
        }

        @Override
        public Optional<Approval> asks() {
            return Optional.of(this);
        }
    }

    /** Blue-green: all traffic at once, in one write. */
    record Flip() implements Step {
        @Override
        public String kind() {
            return "flip";
        }

        @Override
        public Optional<Weight> share() {
            return Optional.of(Weight.ALL);
        }
    }

    /** What a wait does when its time is over and nobody has decided. */
    enum Otherwise {
        ROLL_BACK,
        GO_ON
    }
}
