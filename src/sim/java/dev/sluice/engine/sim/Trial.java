package dev.sluice.engine.sim;

import dev.sluice.release.Event;
import dev.sluice.release.Outcome;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came out of one run.
 *
 * @param simulated how long it was in virtual time
 * @param ends how many releases ended how
 */
record Trial(
        Scenario scenario, Optional<Violation> violation, Duration simulated, Map<Outcome, Integer> ends, int parked) {

    static Trial of(Scenario scenario, Build build) {
        Chronicle chronicle = World.run(scenario, build);
        List<Fact> facts = chronicle.facts();
        Map<Outcome, Integer> ends = new EnumMap<>(Outcome.class);
        int parked = 0;
        for (Fact fact : facts) {
            if (fact instanceof Fact.Committed commit) {
                for (Event event : commit.events()) {
                    if (event instanceof Event.Ended ended) {
                        ends.merge(ended.outcome(), 1, Integer::sum);
                    }
                }
            } else if (fact instanceof Fact.Parked) {
                parked++;
            }
        }
        Duration simulated = Duration.between(Timeline.START, facts.getLast().at());
        return new Trial(scenario, Checker.firstViolation(facts), simulated, ends, parked);
    }
}
