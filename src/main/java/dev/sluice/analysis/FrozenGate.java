package dev.sluice.analysis;

import dev.sluice.analysis.Gate.Margin;
import dev.sluice.analysis.Gate.OnFail;
import dev.sluice.analysis.Gate.Test;
import dev.sluice.analysis.Rules.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the judge needs of a {@link Gate}, in simple values that any JSON library writes and reads without help. Fields
 * that a test doesn't use are 0, false or empty.
 *
 * @param test name of the record of {@link Gate.Test}
 * @param steps empty: every step
 * @param success empty: none given; the same for failure
 */
public record FrozenGate(
        String name,
        String test,
        double share,
        OnFail onFail,
        List<Integer> steps,
        double relative,
        double absolute,
        double safeRelative,
        double safeAbsolute,
        boolean safeRequired,
        double tolerance,
        double margin,
        boolean lowerIsWorse,
        String success,
        String failure,
        long intervalMillis,
        long initialDelayMillis,
        List<Integer> limits,
        FrozenRules rules) {

    static FrozenGate of(Gate gate) {
        List<Integer> steps = new ArrayList<>(new TreeSet<>(gate.steps().orElse(Set.of())));
        return switch (gate.test()) {
            case Test.Proportion p -> comparison(gate, steps, p.margin(), p.safe(), p.safeRequired(), 1);
            case Test.Tail t -> comparison(gate, steps, t.margin(), t.safe(), t.safeRequired(), t.tolerance());
            case Test.Paired s ->
                new FrozenGate(
                        gate.name(),
                        "Paired",
                        gate.share(),
                        gate.onFail(),
                        steps,
                        1,
                        0,
                        1,
                        0,
                        false,
                        1,
                        s.margin(),
                        s.lowerIsWorse(),
                        "",
                        "",
                        0,
                        0,
                        List.of(),
                        FrozenRules.of(gate.rules()));
            case Test.Condition c ->
                new FrozenGate(
                        gate.name(),
                        "Condition",
                        0,
                        gate.onFail(),
                        steps,
                        1,
                        0,
                        1,
                        0,
                        false,
                        1,
                        0,
                        false,
                        c.success().orElse(""),
                        c.failure().orElse(""),
                        c.interval().toMillis(),
                        c.initialDelay().toMillis(),
                        List.of(
                                c.count(),
                                c.failureLimit(),
                                c.inconclusiveLimit(),
                                c.consecutiveErrorLimit(),
                                c.consecutiveSuccessLimit()),
                        FrozenRules.of(gate.rules()));
        };
    }

    private static FrozenGate comparison(
            Gate gate, List<Integer> steps, Margin margin, Margin safe, boolean safeRequired, double tolerance) {
        return new FrozenGate(
                gate.name(),
                gate.test() instanceof Test.Tail ? "Tail" : "Proportion",
                gate.share(),
                gate.onFail(),
                steps,
                margin.relative(),
                margin.absolute(),
                safe.relative(),
                safe.absolute(),
                safeRequired,
                tolerance,
                0,
                false,
                "",
                "",
                0,
                0,
                List.of(),
                FrozenRules.of(gate.rules()));
    }

    Test thaw() {
        Margin own = new Margin(relative, absolute);
        Margin safe = new Margin(safeRelative, safeAbsolute);
        return switch (test) {
            case "Proportion" -> new Test.Proportion(own, safe, safeRequired);
            case "Tail" -> new Test.Tail(tolerance, own, safe, safeRequired);
            case "Paired" -> new Test.Paired(margin, lowerIsWorse);
            case "Condition" ->
                new Test.Condition(
                        given(success),
                        given(failure),
                        Duration.ofMillis(intervalMillis),
                        Duration.ofMillis(initialDelayMillis),
                        limits.get(0),
                        limits.get(1),
                        limits.get(2),
                        limits.get(3),
                        limits.get(4));
            default -> throw new IllegalArgumentException("gate " + name + ": unknown test " + test);
        };
    }

    boolean judgedAt(int step) {
        return steps.isEmpty() || steps.contains(step);
    }

    boolean sequential() {
        return !test.equals("Condition");
    }

    /** Whether its evidence is counted in requests. */
    boolean needsRequests() {
        return test.equals("Proportion") || test.equals("Tail");
    }

    boolean gating() {
        return onFail != OnFail.REPORT;
    }

    /** Whether a window's time counts: it has data, or its rules say to go on without. */
    boolean timeCounts(Trouble trouble, long toMillis) {
        return !trouble.any()
                || (rules.noDataThen() == Policy.GO_ON && toMillis - trouble.sinceMillis() >= rules.noDataMillis());
    }

    private static Optional<String> given(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
