package dev.sluice.analysis;

import dev.sluice.analysis.Gate.Margin;
import dev.sluice.analysis.Gate.Test;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with gates as they were written, each as "gate NAME: FIELD …". To be asked before a plan is stored. */
public final class GateProblems {

    private final List<String> found = new ArrayList<>();

    private GateProblems() {}

    /** All problems; none means that {@link AnalysisRun#begin} takes them. */
    public static List<String> of(List<Gate> gates) {
        GateProblems problems = new GateProblems();
        Set<String> names = new HashSet<>();
        double shares = 0;
        boolean sequential = false;
        for (Gate gate : gates) {
            problems.require(names.add(gate.name()), gate, "name is used twice");
            problems.check(gate);
            if (!(gate.test() instanceof Test.Condition)) {
                problems.require(gate.share() > 0 && gate.share() <= 1, gate, "share must be over 0 and at most 1");
                shares += gate.share();
                sequential = true;
            }
        }
        if (sequential && !(Math.abs(shares - 1) <= 1e-9)) {
            problems.found.add("gates: the shares of the sequential gates sum to " + shares + " and must sum to 1");
        }
        return List.copyOf(problems.found);
    }

    private void check(Gate gate) {
        gate.steps()
                .ifPresent(steps ->
                        require(steps.stream().allMatch(step -> step >= 0), gate, "steps must be indices from 0"));
        switch (gate.test()) {
            case Test.Proportion p -> margins(gate, p.margin(), p.safe());
            case Test.Tail t -> {
                require(t.tolerance() >= 1 && t.tolerance() <= 1000, gate, "tolerance must be 1 to 1000");
                margins(gate, t.margin(), t.safe());
            }
            case Test.Paired s -> require(Double.isFinite(s.margin()), gate, "margin must be a number");
            case Test.Condition c -> condition(gate, c);
        }
    }

    private void margins(Gate gate, Margin own, Margin safe) {
        margin(gate, "margin", own);
        margin(gate, "safe", safe);
        require(
                safe.relative() >= own.relative() && safe.absolute() >= own.absolute(),
                gate,
                "safe must not be narrower than margin");
    }

    private void margin(Gate gate, String field, Margin margin) {
        require(
                margin.relative() >= 1 && margin.relative() <= 1e6,
                gate,
                field + ".relative must be at least 1 and at most 1,000,000");
        require(
                margin.absolute() >= 0 && margin.absolute() < 1,
                gate,
                field + ".absolute must be at least 0 and under 1 (1 is 100 percent points)");
    }

    private void condition(Gate gate, Test.Condition c) {
        require(
                c.success().isPresent() || c.failure().isPresent(),
                gate,
                "condition needs a success or a failure expression");
        c.success().ifPresent(source -> expression(gate, "success", source));
        c.failure().ifPresent(source -> expression(gate, "failure", source));
        require(!c.interval().isNegative(), gate, "interval must not be negative");
        require(!c.initialDelay().isNegative(), gate, "initialDelay must not be negative");
        require(c.count() >= 0, gate, "count must be 0 or more");
        require(c.failureLimit() >= -1, gate, "failureLimit must be -1 or more");
        require(
                c.failureLimit() >= 0 || c.consecutiveSuccessLimit() > 0,
                gate,
                "failureLimit -1 needs a consecutiveSuccessLimit");
        require(c.inconclusiveLimit() >= 0, gate, "inconclusiveLimit must be 0 or more");
        require(c.consecutiveErrorLimit() >= 0, gate, "consecutiveErrorLimit must be 0 or more");
        require(c.consecutiveSuccessLimit() >= 0, gate, "consecutiveSuccessLimit must be 0 or more");
    }

    private void expression(Gate gate, String field, String source) {
        if (source.isBlank()) {
            require(false, gate, field + " is empty");
            return;
        }
        try {
            Expression.of(source);
        } catch (IllegalArgumentException e) {
            require(false, gate, field + " " + e.getMessage());
        }
    }

    private void require(boolean holds, Gate gate, String otherwise) {
        if (!holds) {
            found.add("gate " + gate.name() + ": " + otherwise);
        }
    }
}
