package dev.sluice.release;

import dev.sluice.analysis.Gate;
import dev.sluice.analysis.Judgement;
import dev.sluice.analysis.Rules;
import java.time.Instant;
import java.util.Optional;

/** What becomes of a release whose gates give no answer: it waits, asks a person, or gives up, as its rules say. */
record Unanswered(Release release, Instant now) {

    sealed interface Outcome {}

    /** There is an answer, or still time for one. */
    record Waits() implements Outcome {}

    record Asks(Pause pause) implements Outcome {}

    record GivesUp(Cause cause) implements Outcome {}

    Outcome of(Judgement judgement) {
        return switch (judgement.verdict()) {
            case PASS, FAIL -> new Waits();
            case INCONCLUSIVE -> release.openApproval().isEmpty() ? undecided(judgement) : new Waits();
            case NO_DATA, PROVIDER_ERROR -> withoutData(judgement);
        };
    }

    private Outcome undecided(Judgement judgement) {
        return switch (judgement.due()) {
            case NOTHING -> new Waits();
            case ASK -> {
                Rules rules =
                        release.plan().gate(judgement.gate()).map(Gate::rules).orElse(Rules.STANDARD);
                Instant until = now.plus(rules.patience().expiry());
                yield asks(Pause.Reason.INCONCLUSIVE, judgement.sentence(), Optional.of(until));
            }
            case ROLL_BACK -> new GivesUp(new Cause.Expired("undecided for too long: " + judgement.sentence()));
        };
    }

    private Outcome withoutData(Judgement judgement) {
        String what = "no data: " + judgement.sentence();
        return switch (judgement.due()) {
            case NOTHING -> new Waits();
            case ASK -> asks(Pause.Reason.NO_DATA, what, Optional.empty());
            case ROLL_BACK -> new GivesUp(new Cause.Expired(what + " for " + Texts.duration(judgement.lasting())));
        };
    }

    private Outcome asks(Pause.Reason reason, String what, Optional<Instant> until) {
        return new Asks(Pause.of(reason, Decider.SLUICE, what, now, until));
    }
}
