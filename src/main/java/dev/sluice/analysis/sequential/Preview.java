package dev.sluice.analysis.sequential;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a step can find out, before it has run.
 *
 * @param requestsPerSecond of the whole target, both arms
 * @param share the candidate's, over 0, under 1
 * @param p0 stable's rate of bad requests
 */
public record Preview(double requestsPerSecond, double share, double p0) {

    private static final double MOST = 1000;

    /**
     * The smallest multiple of stable's rate that is found, on average, while the step is held; empty when even everything
     * failing would not be.
     *
     * @param alpha the gate's part of the release's α
     */
    public OptionalDouble smallestRegression(MarginLine margin, double alpha, Duration hold) {
        double requests = requestsPerSecond * share * hold.toNanos() / 1e9;
        double low = 1;
        double high = Math.min(MOST, .999 / p0);
        if (needed(high, margin, alpha) > requests) {
            return OptionalDouble.empty();
        }
        for (int step = 0; step < 50; step++) {
            double middle = (low + high) / 2;
            if (needed(middle, margin, alpha) <= requests) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return OptionalDouble.of(high);
    }

    /** Candidate requests until a rate that many times stable's is found, on average. */
    public double needed(double multiple, MarginLine margin, double alpha) {
        return outlook(multiple * p0).untilFound(margin, Math.log(1 / alpha), Alternatives.WORSE.start());
    }

    /** How long the proof takes that an equally good candidate is not worse than {@code safe}; empty: for ever. */
    public Optional<Duration> safeProof(MarginLine safe, double beta) {
        if (safe.at(p0) >= 1) {
            return Optional.of(Duration.ZERO);
        }
        double seconds = outlook(p0).untilProven(safe, Math.log(1 / beta), Alternatives.HARMLESS.start())
                / (requestsPerSecond * share);
        return Double.isFinite(seconds) && seconds < 1e9
                ? Optional.of(Duration.ofMillis(Math.round(seconds * 1000)))
                : Optional.empty();
    }

    private Outlook outlook(double p1) {
        return new Outlook(p1, p0, (1 - share) / share);
    }
}
