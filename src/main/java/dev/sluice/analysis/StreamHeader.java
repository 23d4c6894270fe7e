package dev.sluice.analysis;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The header line of a stream of {@code ./sluice judge}.
 *
 * @param test A, C, H, N, L, S or T
 * @param lambda λ of the margin, over 0
 * @param delta δ of the margin as a share, 0 to 1
 * @param history what stable did before; an arm without requests where there is none
 * @param predicted stable's rate instead of one learnt from history
 * @param bound H: p0 as an objective, instead of before/after
 * @param alternative g (of N: κ), the single alternative instead of the mixture
 * @param steps K of the step mixture, at least 1
 * @param bounds L: which bounds, instead of those chosen from history
 * @param condition T
 */
public record StreamHeader(
        String test,
        double lambda,
        double delta,
        StreamArm history,
        OptionalDouble predicted,
        OptionalDouble bound,
        OptionalDouble alternative,
        double alpha,
        double beta,
        double phi,
        int steps,
        boolean skipEmptyHistory,
        double tolerance,
        List<Double> bounds,
        Optional<Gate.Test.Condition> condition) {

    private static final Set<String> TESTS = Set.of("A", "C", "H", "N", "L", "S", "T");

    void check() {
        require(TESTS.contains(test), "test must be one of A, C, H, N, L, S, T");
        require(lambda > 0 && lambda <= 1e6, "lambda must be over 0 and at most 1,000,000");
        require(delta >= 0 && delta < 1, "delta must be at least 0 and under 1");
        require(alpha > 0 && alpha < 1, "alpha must be between 0 and 1");
        require(beta > 0 && beta < 1, "beta must be between 0 and 1");
        require(phi >= 1 && Double.isFinite(phi), "phi must be at least 1");
        require(steps >= 1 && steps <= 1000, "steps must be 1 to 1000");
        require(tolerance >= 1 && tolerance <= 1000, "tolerance must be 1 to 1000");
        require(inside(predicted), "predicted must be between 0 and 1");
        require(inside(bound), "p0 must be between 0 and 1");
        require(
                alternative.isEmpty() || (alternative.getAsDouble() > 0 && alternative.getAsDouble() <= 1e6),
                "g must be over 0 and at most 1,000,000");
        require(bounds.stream().allMatch(it -> it > 0), "bounds must be over 0");
        require(!test.equals("H") || bound.isPresent() || history.n() > 0, "p0 or a history is needed for test H");
        history.unusable("history").filter(_ -> history.n() != 0).ifPresent(it -> require(false, it));
    }

    private static boolean inside(OptionalDouble rate) {
        return rate.isEmpty() || (rate.getAsDouble() > 0 && rate.getAsDouble() < 1);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
