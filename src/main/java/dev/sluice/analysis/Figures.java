package dev.sluice.analysis;

import dev.sluice.analysis.sequential.Interval;
import dev.sluice.analysis.sequential.RatioBand;

/** Sentences with the figures of a comparing gate. */
record Figures(FrozenGate gate, GateState state, double alpha) {

    /** From φ on that a metric is called noisy. */
    private static final double NOISY = 5;

    /** "errors 2.1 % vs 0.5 %, at least 2.7 times as many with 99 % confidence; 1,412 and 26,800 requests". */
    String compared(boolean suspicious) {
        Comparison shown = worst();
        Interval total = shown.total();
        if (!total.comparable()) {
            return gate.name() + ": nothing compared yet";
        }
        String rates = subject(shown) + " " + rate(total.n1(), total.x1()) + " vs " + rate(total.n0(), total.x0());
        String sizes = Wording.count(total.n1()) + " and " + Wording.count(total.n0()) + " requests";
        return rates + (suspicious ? atLeast(shown) : "") + "; " + sizes + noise();
    }

    /** "errors 8 % now vs 0.5 % before, more than 1.7 % is too much; 150 requests; no control (before/after)". */
    String alone() {
        Comparison shown = worst();
        Alone alone = shown.alone();
        Before before = shown.before();
        double n = before.lastN() > 0 ? before.lastN() : before.n();
        double x = before.lastN() > 0 ? before.lastX() : before.x();
        return subject(shown) + " " + rate(alone.n(), alone.x()) + " now vs " + rate(n, x)
                + " before, over " + Wording.percent(alone.bound()) + " is too much; "
                + Wording.count(alone.n()) + " requests; no control (before/after)" + noise();
    }

    /** The bound with the most evidence against the candidate. */
    private Comparison worst() {
        return state.comparisons().stream()
                .max((a, b) -> Double.compare(
                        Math.max(a.logCompared(1), a.alone().logE()),
                        Math.max(b.logCompared(1), b.alone().logE())))
                .orElseGet(() -> Comparison.begin(0, 0));
    }

    private String subject(Comparison shown) {
        return shown.bound() > 0 ? gate.name() + " over " + Wording.latency(shown.bound()) : gate.name();
    }

    private String atLeast(Comparison shown) {
        RatioBand band = shown.band(alpha, state.phi());
        return band.lower() <= 1
                ? ""
                : ", at least " + Wording.digits(band.lower()) + " times as many with "
                        + Wording.digits((1 - alpha) * 100) + " % confidence";
    }

    private String noise() {
        if (state.phi() > NOISY) {
            return "; noisy metric (φ " + Wording.digits(state.phi()) + "), approximate";
        }
        return state.phi() > 1.05 ? "; φ " + Wording.digits(state.phi()) + ", approximate" : "";
    }

    private static String rate(double n, double x) {
        return n > 0 ? Wording.percent(x / n) : "?";
    }
}
