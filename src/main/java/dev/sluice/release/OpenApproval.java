package dev.sluice.release;

import java.time.Instant;
import java.util.List;

/** An approval step that waits for people, with what they have said so far. */
public record OpenApproval(int wave, int step, Step.Approval asks, Instant since, List<Approval> given) {

    public long missing() {
        long agreed = given.stream()
                .filter(Approval::approved)
                .map(approval -> Person.canonical(approval.person()))
                .distinct()
                .count();
        return Math.max(0, asks.of() - agreed);
    }

    public Instant expiresAt() {
        return since.plus(asks.within());
    }

    /** Whether its time is over and people are still missing. */
    public boolean isOver(Instant now) {
        return missing() > 0 && !now.isBefore(expiresAt());
    }
}
