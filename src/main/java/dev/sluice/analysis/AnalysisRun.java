package dev.sluice.analysis;

import dev.sluice.analysis.Gate.OnFail;
import dev.sluice.analysis.sequential.LogSum;
import dev.sluice.analysis.sequential.RatioBand;
import dev.sluice.analysis.sequential.TailBounds;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The judging of one release: an immutable value that takes closed windows and answers with verdicts. Made of simple
 * values, so that any JSON library stores it and reads it back.
 *
 * <p>Over a whole rollout of a harmless version, however often it is looked at, the probability that the sequential
 * gates say FAIL is at most α. Turner, Ly, Grünwald, "Generic E-variables for exact sequential k-sample tests"; Ville's
 * inequality. Without control (before/after) and with conditions that is not promised, and the sentences say so.
 *
 * @param alpha probability of a false rollback, over 0 to 1
 * @param beta probability of a false proof of harmlessness, over 0 to 1
 * @param parts K: how many compared steps the plan has, at least 1
 * @param failed name of the gate to which a FAIL of the sequential gates was attributed; empty until then, final after
 */
public record AnalysisRun(
        double alpha, double beta, int parts, List<FrozenGate> gates, Map<String, TargetState> targets, String failed) {

    /** Low traffic: windows grow until so many candidate requests are expected in one. */
    private static final double EXPECTED_IN_A_WINDOW = 10;

    private static final Duration LONGEST_WINDOW = Duration.ofSeconds(60);

    /**
     * Before the first window.
     *
     * @throws IllegalArgumentException naming gate and field, for what {@link GateProblems} finds and for figures out of
     *     their range
     */
    public static AnalysisRun begin(List<Gate> gates, double alpha, double beta, int parts) {
        List<String> problems = GateProblems.of(gates);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        if (!(alpha > 0 && alpha < 1) || !(beta > 0 && beta < 1) || parts < 1) {
            throw new IllegalArgumentException("alpha and beta must be between 0 and 1, parts at least 1");
        }
        return new AnalysisRun(
                alpha, beta, parts, gates.stream().map(FrozenGate::of).toList(), Map.of(), "");
    }

    /**
     * How long a look should be: at least {@code least}, longer until 10 requests of the candidate are expected, at most
     * 60 s (or {@code least} where that is longer).
     */
    public static Duration windowFor(Duration least, double candidateRequestsPerSecond) {
        Duration most = least.compareTo(LONGEST_WINDOW) > 0 ? least : LONGEST_WINDOW;
        if (!(candidateRequestsPerSecond > 0)) {
            return most;
        }
        double seconds = Math.min(EXPECTED_IN_A_WINDOW / candidateRequestsPerSecond, (double) most.toSeconds());
        Duration wanted = Duration.ofSeconds((long) Math.ceil(seconds));
        return wanted.compareTo(least) < 0 ? least : wanted.compareTo(most) > 0 ? most : wanted;
    }

    /**
     * With what stable did. At the start it predicts stable's rate and chooses latency bounds; φ is used from now on; the
     * latest one before the first window without control is the baseline of before/after. To be called for every target
     * before the first look: the targets known then share the evidence. A gate that isn't there changes nothing.
     */
    public AnalysisRun withHistory(String target, String gate, History history) {
        Optional<FrozenGate> frozen =
                gates.stream().filter(it -> it.name().equals(gate)).findFirst();
        return frozen.map(it -> {
                    TargetState state = target(target);
                    GateState before = state.gates().getOrDefault(gate, GateState.begin(it));
                    return with(target, state.withGate(gate, before.withHistory(it, history)), failed);
                })
                .orElse(this);
    }

    /** After one more closed window. One that isn't after the last of its target changes nothing. */
    public AnalysisRun observe(Look look) {
        TargetState before = target(look.target());
        if (!before.follows(look)) {
            return this;
        }
        AnalysisRun after = with(look.target(), before.observe(look, gates, parts), failed);
        return failed.isEmpty() ? after.with(look.target(), after.target(look.target()), after.failing()) : after;
    }

    /** The end of a target's last window; empty before the first. */
    public Optional<Instant> lookedUntil(String target) {
        return Optional.ofNullable(targets.get(target))
                .filter(state -> state.lastMillis() >= 0)
                .map(state -> Instant.ofEpochMilli(state.lastMillis()));
    }

    /**
     * Whether a gate takes anything from a window: it is judged at the step, warmed up, and, a condition, due for its
     * next measurement. What isn't due need not be read.
     */
    public boolean isDue(String target, String gate, int step, Instant from, Instant to) {
        return gates.stream()
                .filter(it -> it.name().equals(gate))
                .anyMatch(it -> target(target).isDue(it, step, from.toEpochMilli(), to.toEpochMilli()));
    }

    /** What all gates say of a target at its step. */
    public Judgement judge(Ask ask) {
        return Deliberation.of(this, ask).judgement();
    }

    /** For a retry of the same digest against the same stable: E and histories stay, steps start anew. */
    public AnalysisRun carryOver() {
        Map<String, TargetState> carried = new TreeMap<>(targets);
        carried.replaceAll((_, state) -> state.carriedOver());
        return new AnalysisRun(alpha, beta, parts, gates, Collections.unmodifiableMap(carried), failed);
    }

    /**
     * Between which ratios the candidate's rate of bad requests lies to stable's, with probability 1−α on each side, for
     * the chart; of a latency gate at its first bound. Empty for other gates and before the first compared window.
     */
    public Optional<RatioBand> band(String target, String gate) {
        return Optional.ofNullable(targets.get(target))
                .flatMap(state -> Optional.ofNullable(state.gates().get(gate)))
                .filter(state -> !state.comparisons().isEmpty()
                        && !state.comparisons().getFirst().bins().isEmpty())
                .map(state -> state.comparisons().getFirst().band(alpha, state.phi()));
    }

    /**
     * What a gate's band and rates are about: seconds over which a request of the candidate and of stable counts as bad, 0
     * where bad requests are counted as such. Empty for gates that count no requests.
     */
    public Optional<TailBounds.Pairing> bound(String target, String gate) {
        return Optional.ofNullable(targets.get(target))
                .flatMap(state -> Optional.ofNullable(state.gates().get(gate)))
                .filter(state -> !state.comparisons().isEmpty())
                .map(state -> state.comparisons().getFirst())
                .map(first -> new TailBounds.Pairing(first.bound(), first.stableBound()));
    }

    /** ln E of a gate over all targets, unweighted; 0 where nothing was seen. */
    public double logE(String gate) {
        return new EvidenceOfTargets(targets.values(), gate).logE();
    }

    TargetState target(String name) {
        return targets.getOrDefault(name, TargetState.begin(gates));
    }

    /** ln Σ w·E over the sequential gates whose failure does one of these things. */
    double logTotal(OnFail... does) {
        List<OnFail> which = List.of(does);
        double sum = Double.NEGATIVE_INFINITY;
        for (FrozenGate gate : gates) {
            if (gate.sequential() && which.contains(gate.onFail())) {
                sum = LogSum.of(sum, Math.log(gate.share()) + logE(gate.name()));
            }
        }
        return sum;
    }

    private String failing() {
        if (logTotal(OnFail.ROLL_BACK) < Math.log(1 / alpha)) {
            return "";
        }
        return gates.stream()
                .filter(gate -> gate.sequential() && gate.onFail() == OnFail.ROLL_BACK)
                .max((a, b) ->
                        Double.compare(Math.log(a.share()) + logE(a.name()), Math.log(b.share()) + logE(b.name())))
                .map(FrozenGate::name)
                .orElse("");
    }

    private AnalysisRun with(String target, TargetState state, String failedGate) {
        Map<String, TargetState> after = new TreeMap<>(targets);
        after.put(target, state);
        return new AnalysisRun(alpha, beta, parts, gates, Collections.unmodifiableMap(after), failedGate);
    }
}
