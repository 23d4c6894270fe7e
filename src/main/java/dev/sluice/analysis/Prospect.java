package dev.sluice.analysis;

import dev.sluice.analysis.sequential.MarginLine;
import dev.sluice.analysis.sequential.Preview;
import dev.sluice.analysis.sequential.TailBounds;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one gate can find out at one step, on average, before it has run. An estimate for people: a rollout may need half
 * or twice as long.
 *
 * @param base stable's share of bad requests
 * @param finds the smallest multiple of it that is found within the hold; empty when nothing is
 * @param doubling how long a doubling takes to be found; empty when it is inside the margin
 * @param proof how long the proof takes that lets the candidate have everything; empty when never, zero when none is asked
 */
public record Prospect(
        double base, OptionalDouble finds, Optional<Duration> doubling, Optional<Duration> proof, String sentence) {

    private static final double LONGEST_SECONDS = 1e9;

    /**
     * The step that a gate looks at.
     *
     * @param share of the requests that the candidate gets, over 0, under 1
     * @param part which part of the step mixture begins here, of how many
     * @param last whether the candidate gets everything after it, which needs the proof
     */
    public record AtStep(double share, Duration hold, int part, int parts, boolean last) {

        /** Part of the stake that is on a regression which begins at this step. */
        double stake() {
            return parts == 1 ? 1 : part == 1 ? .5 : .5 / (parts - 1);
        }
    }

    /** How much a gate risks: the release's α and β. */
    public record Risk(double alpha, double beta) {}

    /**
     * The prospect of a gate; empty for gates that count no requests, and where stable's history has nothing to count.
     *
     * @param requestsPerSecond of both arms
     * @param history of stable; φ makes requests count as fewer
     */
    public static Optional<Prospect> of(Gate gate, Risk risk, AtStep step, double requestsPerSecond, History history) {
        FrozenGate frozen = FrozenGate.of(gate);
        double effective = requestsPerSecond / Math.max(1, history.phi());
        double alpha = risk.alpha() * gate.share() * step.stake();
        return switch (gate.test()) {
            case Gate.Test.Proportion _ ->
                at(frozen, 0, 0, history)
                        .map(base -> new Counting(frozen, step, effective, base, alpha, risk.beta())
                                .prospect(of(gate.metric()) + guessed(frozen, 0, history), requestsPerSecond));
            case Gate.Test.Tail _ -> {
                List<TailBounds.Pairing> bounds = history.stable() instanceof Sample.Histogram seen && seen.n() > 0
                        ? TailBounds.choose(seen.n(), seen.atMost(), frozen.tolerance())
                        : List.of();
                double each = alpha / Math.max(1, bounds.size());
                yield bounds.stream()
                        .flatMap(bound -> at(frozen, bound.candidate(), bound.stable(), history)
                                .map(base -> new Counting(frozen, step, effective, base, each, risk.beta())
                                        .prospect(
                                                "requests over " + Wording.latency(bound.candidate())
                                                        + guessed(frozen, bound.stable(), history),
                                                requestsPerSecond))
                                .stream())
                        .min(Comparator.comparingDouble(it -> it.finds().orElse(Double.MAX_VALUE)));
            }
            case Gate.Test.Paired _, Gate.Test.Condition _ -> Optional.empty();
        };
    }

    /** Stable's share of bad requests. */
    private static Optional<Double> at(FrozenGate gate, double bound, double stableBound, History history) {
        Reading stable = Reading.counts(gate.name(), history.stable(), bound > 0 ? stableBound : 0);
        return stable.usable() ? Optional.of((stable.value() + .5) / (stable.n() + 1)) : Optional.empty();
    }

    private static String of(Metric metric) {
        return switch (metric) {
            case Metric.ErrorRatio _, Metric.Ratio _ -> "errors";
            case Metric.ClientErrorRatio _ -> "answers of 400 to 499";
            case Metric.AbandonedRatio _ -> "abandoned requests";
            case Metric.Latency _, Metric.Query _ -> "bad requests";
        };
    }

    /** Where nothing was bad before, the share is made of how little was seen. */
    private static String guessed(FrozenGate gate, double bound, History history) {
        Reading stable = Reading.counts(gate.name(), history.stable(), bound);
        return stable.usable() && stable.value() == 0
                ? " (a guess: none of " + Wording.count(stable.n()) + " requests before)"
                : "";
    }

    private record Counting(
            FrozenGate gate, AtStep step, double requestsPerSecond, double base, double alpha, double beta) {

        Prospect prospect(String what, double ofAll) {
            Preview preview = new Preview(requestsPerSecond, step.share(), base);
            MarginLine own = Margins.of(gate).own();
            OptionalDouble finds = preview.smallestRegression(own, alpha, step.hold());
            Optional<Duration> doubling = duration(preview.needed(2, own, alpha) / (requestsPerSecond * step.share()));
            Optional<Duration> proof = step.last() && gate.safeRequired()
                    ? preview.safeProof(Margins.of(gate).safe(), beta)
                    : Optional.of(Duration.ZERO);
            return new Prospect(base, finds, doubling, proof, sentence(what, ofAll, finds, doubling, proof));
        }

        private String sentence(
                String what,
                double ofAll,
                OptionalDouble finds,
                Optional<Duration> doubling,
                Optional<Duration> proof) {
            String rate = "at " + Wording.digits(ofAll) + " requests a second this step ";
            String bad = Wording.percent(base) + " " + what;
            String twice = doubling.map(time -> "finds a doubling of " + bad + " in about " + span(time))
                    .orElse("leaves a doubling of " + bad + " alone, which is inside the margin");
            String within = finds.isPresent()
                    ? "; within its hold of " + span(step.hold()) + " it finds " + Wording.digits(finds.getAsDouble())
                            + " times as many"
                    : "; its hold of " + span(step.hold()) + " is too short to find anything";
            String before = proof.map(time -> time.isZero() ? "" : "; the proof before 100 % takes about " + span(time))
                    .orElse("; the proof before 100 % never comes");
            return rate + twice + within + before;
        }

        private static String span(Duration duration) {
            return Wording.span(duration.toMillis() / 1000.0);
        }

        private static Optional<Duration> duration(double seconds) {
            return seconds < LONGEST_SECONDS
                    ? Optional.of(Duration.ofMillis(Math.round(seconds * 1000)))
                    : Optional.empty();
        }
    }
}
