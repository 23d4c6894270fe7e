package dev.sluice.analysis;

/**
 * What one gate thinks of one target at its step.
 *
 * @param sentence both rates and their sizes, or the last value
 * @param wanted what is missing, for people; empty when nothing is
 * @param proven whether it has proven that the candidate isn't worse than the gate's own margin
 * @param neededSeconds of the step, until the evidence could be there at the present rate
 * @param onlyShort INCONCLUSIVE only because evidence is short: nothing points to a regression
 */
record Opinion(
        FrozenGate gate,
        Verdict verdict,
        double logE,
        String sentence,
        String wanted,
        boolean proven,
        double neededSeconds,
        boolean onlyShort) {

    static Opinion plain(FrozenGate gate, Verdict verdict, double logE, String sentence) {
        return new Opinion(gate, verdict, logE, sentence, "", verdict == Verdict.PASS, 0, false);
    }

    String whole() {
        return wanted.isEmpty() ? sentence : sentence + "; " + wanted;
    }

    Judgement.OfGate forPeople() {
        return new Judgement.OfGate(gate.name(), verdict, logE, whole());
    }
}
