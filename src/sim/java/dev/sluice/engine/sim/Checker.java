package dev.sluice.engine.sim;

import java.util.List;
import java.util.Optional;

/** Reads a history as somebody who knows nothing of the code, and says which promise was broken first. */
final class Checker {

    private Checker() {}

    static Optional<Violation> firstViolation(List<Fact> facts) {
        List<Rule> rules = List.of(
                new AbortIsFinal(),
                new StaysStopped(),
                new FailureIsFinal(),
                new WithinThePlan(),
                new RiseOnEvidence(),
                new Fenced(),
                new RoutersFollow(),
                new OneAtATime(),
                new RowsAreFolds(),
                new AskedOnce(),
                new KeptInOrder(),
                new OneEnd(),
                new RollbackConfirmed(),
                new OthersApprove(),
                new FreezeHolds(),
                new StartsAllowed(),
                new HealthyFirst(),
                new JudgedInstances(),
                new EverythingEnds());
        for (Fact fact : facts) {
            for (Rule rule : rules) {
                List<Violation> found = rule.see(fact);
                if (!found.isEmpty()) {
                    return Optional.of(found.getFirst());
                }
            }
        }
        return Optional.empty();
    }
}
