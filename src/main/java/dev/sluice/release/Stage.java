package dev.sluice.release;

import java.time.Instant;

/** Where one target stands on its way through the plan. A move exists only on the stages from which it is legal. */
public sealed interface Stage {

    /** What the router should send to the candidate while the target is here. */
    Weight weight();

    /** A stage from which a target can still give its traffic back. */
    sealed interface Holding extends Stage {
        default Returning giveUp(Cause cause, Instant now) {
            return new Returning(cause, now);
        }

        /** From the beginning: what was learnt is of instances that are no longer there. */
        default Waiting restart() {
            return new Waiting();
        }
    }

    /** Its wave has not come yet. */
    record Waiting() implements Stage {
        @Override
        public Weight weight() {
            return Weight.NONE;
        }

        public AtStep begin(Plan plan, Instant now) {
            return AtStep.at(plan, 0, Weight.NONE, now);
        }

        /** At a step that asks people, without any traffic: a first release skips the steps that compare. */
        public AtStep askAt(int index, Instant now) {
            return new AtStep(index, Weight.NONE, now);
        }

        /** Straight to everything: a first release, an undo, or a person's word. */
        public Promoting promote(Instant now) {
            return new Promoting(now);
        }
    }

    /** Holding at a step below 100 %. */
    record AtStep(int index, Weight weight, Instant since) implements Holding {

        private static AtStep at(Plan plan, int index, Weight before, Instant now) {
            return new AtStep(index, plan.steps().get(index).share().orElse(before), now);
        }

        /** The next step; everything, where that step gives everything. */
        public Stage next(Plan plan, Instant now) {
            return plan.isLast(index) || plan.givesAll(index + 1)
                    ? promote(now)
                    : AtStep.at(plan, index + 1, weight, now);
        }

        /** At a later step that asks people, with the traffic that it has. */
        public AtStep askAt(int later, Instant now) {
            return new AtStep(later, weight, now);
        }

        public Promoting promote(Instant now) {
            return new Promoting(now);
        }
    }

    /** All traffic on the candidate, gates still watching, the old version kept warm. */
    record Promoting(Instant since) implements Holding {
        @Override
        public Weight weight() {
            return Weight.ALL;
        }

        public Baked finish(Instant now) {
            return new Baked(now);
        }
    }

    /** All steps walked and the bake over: waits for the other targets, and can still go back with them. */
    record Baked(Instant since) implements Holding {
        @Override
        public Weight weight() {
            return Weight.ALL;
        }
    }

    /** On the way back: stable is to have everything, and the router has not confirmed it yet. */
    record Returning(Cause cause, Instant since) implements Stage {
        @Override
        public Weight weight() {
            return Weight.NONE;
        }

        public Returned confirmed(Instant now) {
            return new Returned(cause, now);
        }
    }

    /** Stable has everything again, as the router confirmed. */
    record Returned(Cause cause, Instant since) implements Stage {
        @Override
        public Weight weight() {
            return Weight.NONE;
        }
    }
}
