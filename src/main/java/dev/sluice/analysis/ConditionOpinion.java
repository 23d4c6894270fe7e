package dev.sluice.analysis;

/** What a condition thinks of one target. */
final class ConditionOpinion {

    private ConditionOpinion() {}

    static Opinion of(FrozenGate gate, GateState state) {
        Counters counters = state.counters();
        String counted = gate.name() + ": " + counters.failed() + " of " + counters.measured()
                + " measurements failed, last " + Wording.digits(counters.last());
        return switch (counters.phase()) {
            case FAILED -> Opinion.plain(gate, Verdict.FAIL, 0, counted);
            case INCONCLUSIVE -> undecided(gate, counted + "; neither success nor failure");
            case SUCCESSFUL -> Opinion.plain(gate, Verdict.PASS, 0, counted);
            case RUNNING -> running(gate, state, counted);
        };
    }

    private static Opinion running(FrozenGate gate, GateState state, String counted) {
        Trouble trouble = state.trouble();
        Counters counters = state.counters();
        if (trouble.any()) {
            int limit = gate.limits().get(3);
            String inARow = counters.consecutiveErrors() > limit
                    ? "; " + counters.consecutiveErrors() + " errors in a row, over the limit of " + limit
                    : "";
            return Opinion.plain(gate, trouble.verdict(), 0, gate.name() + ": " + trouble.reason() + inARow);
        }
        boolean waits = gate.limits().get(0) > 0 || gate.limits().get(4) > 0;
        if (counters.successful() == 0
                || state.windows() < Math.max(1, gate.rules().windows())
                || waits) {
            return undecided(gate, counted + "; needs more measurements");
        }
        return Opinion.plain(gate, Verdict.PASS, 0, counted);
    }

    private static Opinion undecided(FrozenGate gate, String sentence) {
        return new Opinion(gate, Verdict.INCONCLUSIVE, 0, sentence, "", false, 0, true);
    }
}
