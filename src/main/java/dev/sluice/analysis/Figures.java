package dev.sluice.analysis;

import dev.sluice.analysis.sequential.Interval;
import dev.sluice.analysis.sequential.RatioBand;

/** Sentences with the figures of a comparing gate. */
record Figures(FrozenGate gate, GateState state, double alpha) {

    /** From so many bad requests and such a part of all on, a user is named. */
    private static final double LARGE_COUNT = 3;

    /** Fewer bad requests than this are told as counts. */
    private static final double FEW = 5;

    private static final double LARGE_SHARE = .2;

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
        return rates + (suspicious ? atLeast(shown) : "") + "; " + sizes + leftOut(shown, total.x1()) + noise();
    }

    /** "errors 8 % now vs 10 of 2,000 before; over the bound of 1.7 % is too much; 150 requests; no control (before/after)". */
    String alone() {
        Comparison shown = worst();
        Alone alone = shown.alone();
        Before before = shown.before();
        double n = before.lastN() > 0 ? before.lastN() : before.n();
        double x = before.lastN() > 0 ? before.lastX() : before.x();
        return subject(shown) + " " + rate(alone.n(), alone.x()) + " now vs " + earlier(n, x)
                + " before, " + limit(alone.bound()) + "; "
                + Wording.count(alone.n()) + " requests; no control (before/after)"
                + leftOut(shown, alone.x()) + noise();
    }

    /** With the counts where the rate alone would say more than is known. */
    private static String earlier(double n, double x) {
        return n > 0 && x < FEW ? Wording.count(x) + " of " + Wording.count(n) : rate(n, x);
    }

    private static String limit(double bound) {
        return bound >= 1
                ? "too few before to call any rate too much"
                : "over a bound of " + Wording.percent(bound) + " is too much";
    }

    /** The bound with the most evidence against the candidate. */
    private Comparison worst() {
        return state.comparisons().stream()
                .max((a, b) -> Double.compare(
                        Math.max(a.logCompared(1), a.logAlone()), Math.max(b.logCompared(1), b.logAlone())))
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

    /** Names a user who has a large part of the bad requests. */
    private static String leftOut(Comparison shown, double bad) {
        return shown.heaviest()
                .filter(user -> user.x() >= LARGE_COUNT && user.x() >= LARGE_SHARE * bad)
                .map(user -> "; one user (sticky bucket " + user.user() + ") has "
                        + Wording.percent(Math.min(1, user.x() / bad)) + " of the bad ones and is left out")
                .orElse("");
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
