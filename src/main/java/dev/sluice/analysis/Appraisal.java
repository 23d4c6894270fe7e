package dev.sluice.analysis;

import dev.sluice.analysis.sequential.Interval;
import dev.sluice.analysis.sequential.MarginLine;
import dev.sluice.analysis.sequential.Outlook;

/** What a sequential gate thinks of one target: its evidence against, for, and what is still missing. */
record Appraisal(AnalysisRun run, Ask ask, TargetState target, FrozenGate gate, GateState state) {

    /** E from which something may be wrong: stay here, learn more. */
    private static final double SUSPICIOUS = Math.log(5);

    /** How many requests of prior belief in equality an expectation is mixed with. */
    private static final double PRIOR = 200;

    Opinion opinion() {
        double logE = run.logE(gate.name());
        boolean failed = run.failed().equals(gate.name()) || Math.log(gate.share()) + logE >= Math.log(1 / run.alpha());
        boolean suspicious = Math.max(logE, state.logCompared()) >= SUSPICIOUS;
        String figures = sentence(failed || suspicious);
        if (failed) {
            return Opinion.plain(gate, Verdict.FAIL, logE, figures);
        }
        if (state.trouble().any()) {
            return Opinion.plain(gate, state.trouble().verdict(), logE, troubled());
        }
        return ask.compared() ? controlled(logE, suspicious, figures) : withoutControl(logE, suspicious, figures);
    }

    /** What is missing now, beside what was there: a window without requests is no step without requests. */
    private String troubled() {
        String before = state.requests() > 0
                ? "; " + Wording.count((double) state.requests()) + " requests of the candidate earlier in this step"
                : "";
        return gate.name() + ": " + state.trouble().reason() + before;
    }

    /** Whether no counts whatever would be a failure, because the margin lets every rate through. */
    private boolean cannotFail() {
        if (!gate.needsRequests() || state.comparisons().isEmpty()) {
            return false;
        }
        MarginLine own = Margins.of(gate).own();
        return ask.compared()
                ? state.comparisons().stream()
                        .allMatch(
                                it -> it.before().known() && own.at(it.before().predicted()) >= 1)
                : state.alone()
                        && state.comparisons().stream()
                                .allMatch(it -> it.alone().bound() >= 1);
    }

    private Opinion toothless(double logE, String figures) {
        return new Opinion(
                gate,
                Verdict.INCONCLUSIVE,
                logE,
                figures,
                "it cannot fail with these counts, as even a candidate that fails always is within the margin",
                false,
                neededSeconds(0),
                true);
    }

    private String sentence(boolean suspicious) {
        String noControl = ask.compared() ? "" : "; no control";
        if (gate.test().equals("Paired")) {
            double count = state.paired().count();
            return gate.name() + ": " + Wording.count(count) + " differences of the arms" + noControl;
        }
        Figures figures = new Figures(gate, state, run.alpha());
        boolean alone = state.alone() && (!ask.compared() || state.logAlone() > state.logCompared());
        return alone ? figures.alone() : figures.compared(suspicious) + noControl;
    }

    private Opinion withoutControl(double logE, boolean suspicious, String figures) {
        boolean heldUp = gate.test().equals("Paired")
                || state.requests() >= gate.rules().requests()
                || state.comparisons().stream()
                        .anyMatch(it -> it.total().n1() >= gate.rules().requests());
        boolean wasCompared = state.comparisons().stream()
                .anyMatch(it -> it.total().n1() >= gate.rules().requests());
        if (cannotFail() && !wasCompared) {
            return toothless(logE, figures);
        }
        return heldUp
                ? Opinion.plain(gate, Verdict.PASS, logE, figures)
                : missing(logE, figures, requestsMissing(), !suspicious);
    }

    private Opinion controlled(double logE, boolean suspicious, String figures) {
        boolean counts = gate.needsRequests();
        double requests = counts ? requestsMissing() : 0;
        double safe = counts && ask.lastBelowAll() && gate.safeRequired() ? safeMissing() : 0;
        if (requests > 0 || state.windows() < Math.max(1, gate.rules().windows())) {
            return missing(logE, figures, Math.max(requests, safe), safe <= 0 && !suspicious);
        }
        if (cannotFail()) {
            return toothless(logE, figures);
        }
        if (suspicious) {
            return new Opinion(
                    gate, Verdict.INCONCLUSIVE, logE, figures, "may be worse" + untilSure(), false, 0, false);
        }
        if (safe > 0) {
            return missing(logE, figures + "; not yet proven to be at most " + margin(), safe, false);
        }
        return new Opinion(gate, Verdict.PASS, logE, figures, "", counts && proven(), neededSeconds(0), false);
    }

    private Opinion missing(double logE, String figures, double requests, boolean onlyShort) {
        return new Opinion(
                gate, Verdict.INCONCLUSIVE, logE, figures, needs(requests), false, neededSeconds(requests), onlyShort);
    }

    private String margin() {
        return Wording.digits(gate.safeRelative()) + " times stable's plus " + Wording.percent(gate.safeAbsolute());
    }

    private double requestsMissing() {
        return Math.max(0, gate.rules().requests() - (double) state.requests());
    }

    /** Candidate requests until the safe margin is proven at every bound; 0 when it is. */
    private double safeMissing() {
        MarginLine safe = Margins.of(gate).safe();
        double enough = Math.log(1 / run.beta());
        double most = 0;
        for (Comparison comparison : state.comparisons()) {
            if (comparison.logSafe(safe) < enough) {
                double more = outlook(comparison, PRIOR).untilProven(safe, enough, comparison.safeSums());
                most = Math.max(most, Math.max(1, more * state.phi()));
            }
        }
        return state.comparisons().isEmpty() ? 1 : most;
    }

    private boolean proven() {
        MarginLine own = Margins.of(gate).own();
        double enough = Math.log(1 / run.beta());
        return !state.comparisons().isEmpty() && state.comparisons().stream().allMatch(it -> it.logOwn(own) >= enough);
    }

    private String untilSure() {
        double enough = Math.log(1 / run.alpha()) - Math.log(gate.share());
        double least = Double.POSITIVE_INFINITY;
        for (Comparison comparison : state.comparisons()) {
            double more = outlook(comparison, 1)
                    .untilFound(
                            Margins.of(gate).own(), enough, comparison.parts().getFirst());
            least = Math.min(least, more * state.phi());
        }
        return Double.isFinite(least) ? ", " + needs(least) + " to be sure" : "";
    }

    /** The observed rates, with {@code prior} requests at stable's rate beside the candidate's. */
    private static Outlook outlook(Comparison comparison, double prior) {
        Interval total = comparison.total();
        double p0 = comparison.before().predicted();
        double p1 = (total.x1() + prior * p0) / (total.n1() + prior);
        double ratio = total.n1() > 0 ? total.n0() / total.n1() : 1;
        return new Outlook(p1, p0, ratio);
    }

    /** Of the candidate in this step; 0 when nothing was watched yet. */
    private double perSecond() {
        return target.watchedMillis() > 0 ? 1000.0 * state.requests() / target.watchedMillis() : 0;
    }

    private String needs(double requests) {
        if (requests <= 0) {
            return "needs more windows";
        }
        if (!Double.isFinite(requests)) {
            return "needs a better rate than now";
        }
        double rate = perSecond();
        if (rate <= 0) {
            return "needs about " + Wording.about(requests) + " more requests";
        }
        return rate < 1
                ? "at " + Wording.digits(rate) + " requests a second this step needs about "
                        + Wording.span(requests / rate)
                : "needs about " + Wording.about(requests) + " more requests (about " + Wording.span(requests / rate)
                        + ")";
    }

    private double neededSeconds(double requests) {
        double rate = perSecond();
        double windows = gate.rules().windows() * target.windowMillis() / 1000.0;
        double all = requests > 0
                ? state.requests() + requests
                : (double) gate.rules().requests();
        return rate > 0 && Double.isFinite(all) ? Math.max(windows, all / rate) : windows;
    }
}
