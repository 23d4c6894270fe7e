package dev.sluice.analysis;

import dev.sluice.analysis.Judgement.Due;
import dev.sluice.analysis.Rules.Policy;
import java.time.Duration;
import java.time.Instant;

/** How long a target has waited for gates without an answer, and what their rules say then. */
record Waiting(Ask ask, TargetState target) {

    /** How much of the hold has gone by with valid evidence. */
    Duration watched() {
        return target.step() == ask.step() ? Duration.ofMillis(target.watchedMillis()) : Duration.ZERO;
    }

    /** Whether the plan goes on without this gate because its rules say so in words. */
    boolean excuses(Opinion opinion) {
        FrozenRules rules = opinion.gate().rules();
        boolean inWords = switch (opinion.verdict()) {
            case PASS, FAIL -> false;
            case INCONCLUSIVE -> opinion.onlyShort() && rules.onInconclusive() == Policy.GO_ON && isOver(opinion, 0);
            case NO_DATA, PROVIDER_ERROR -> rules.noDataThen() == Policy.GO_ON && hasTimedOut(opinion);
        };
        return inWords && !owesEvidence(opinion.gate());
    }

    /** What is due because this gate has had no answer for too long. */
    Due due(Opinion opinion) {
        FrozenRules rules = opinion.gate().rules();
        return switch (opinion.verdict()) {
            case PASS, FAIL -> Due.NOTHING;
            case INCONCLUSIVE -> isPatienceOver(opinion) ? due(rules.onInconclusive()) : Due.NOTHING;
            case NO_DATA, PROVIDER_ERROR -> hasTimedOut(opinion) ? due(rules.noDataThen()) : Due.NOTHING;
        };
    }

    /** A failure that only holds is for a person, whatever the rules say of what is undecided. */
    Due dueOfHeld(Opinion opinion) {
        return isPatienceOver(opinion) ? Due.ASK : Due.NOTHING;
    }

    /** How long a gate has been without data. */
    Duration lasting(Opinion opinion) {
        Trouble trouble = state(opinion.gate()).trouble();
        Instant since = trouble.any() ? Instant.ofEpochMilli(trouble.sinceMillis()) : ask.now();
        Duration lasting = Duration.between(since, ask.now());
        return lasting.isNegative() ? Duration.ZERO : lasting;
    }

    /** A gate that may not be passed over after all: a person decides. */
    private static Due due(Policy policy) {
        return switch (policy) {
            case HOLD, GO_ON -> Due.ASK;
            case ROLL_BACK -> Due.ROLL_BACK;
        };
    }

    /** Each step waits its own timeout, and a person's "go on" starts it anew. */
    private boolean hasTimedOut(Opinion opinion) {
        long sinceAsked = Duration.between(ask.since(), ask.now()).toMillis();
        return Math.min(lasting(opinion).toMillis(), sinceAsked)
                >= opinion.gate().rules().noDataMillis();
    }

    /** Nobody is asked before the evidence could have been there at the present rate. */
    private boolean isPatienceOver(Opinion opinion) {
        return isOver(opinion, 1000 * opinion.neededSeconds());
    }

    /** Patience starts after the hold; a person's "go on" starts it anew. */
    private boolean isOver(Opinion opinion, double leastMillis) {
        double started = Math.max((double) ask.hold().toMillis(), leastMillis);
        double sinceStart = watched().toMillis() - started;
        double sinceAsked = Duration.between(ask.since(), ask.now()).toMillis();
        return Math.min(sinceStart, sinceAsked) > opinion.gate().rules().patienceMillis(ask.hold());
    }

    /** Before the candidate gets everything, every background gate must have had its least evidence at some step. */
    private boolean owesEvidence(FrozenGate gate) {
        return ask.lastBelowAll() && gate.steps().isEmpty() && !state(gate).sufficed();
    }

    private GateState state(FrozenGate gate) {
        return target.gates().getOrDefault(gate.name(), GateState.begin(gate));
    }
}
