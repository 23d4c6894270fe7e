package dev.sluice.analysis;

import dev.sluice.analysis.Gate.Test;
import dev.sluice.analysis.sequential.Interval;
import java.util.ArrayList;
import java.util.List;

/** Folds one window into the state of one gate. */
record GateLook(FrozenGate gate, Look look, int parts) {

    private static final Pair NOTHING =
            new Pair(new Sample.Missing("nothing was read"), new Sample.Missing("nothing was read"));

    GateState fold(GateState before) {
        Pair pair = look.samples().getOrDefault(gate.name(), NOTHING);
        return switch (gate.thaw()) {
            case Test.Proportion _ -> counts(before, pair);
            case Test.Tail _ -> tail(before, pair);
            case Test.Paired paired -> difference(before, pair, paired);
            case Test.Condition condition -> condition(before, pair, condition);
        };
    }

    private GateState tail(GateState before, Pair pair) {
        GateState chosen = look.compared() ? before.withBounds(gate, pair.stable()) : before;
        if (!chosen.comparisons().isEmpty()) {
            return counts(chosen, pair);
        }
        Reading none = look.compared()
                ? Reading.absent(pair.stable(), "stable gives no latencies to choose bounds from")
                : Reading.noData("no control, and no history of stable");
        return before.troubled(none, fromMillis());
    }

    private GateState counts(GateState before, Pair pair) {
        List<Interval> intervals = new ArrayList<>(before.comparisons().size());
        List<Sample.OfUser> users = List.of();
        for (Comparison comparison : before.comparisons()) {
            Reading candidate = Reading.counts("candidate", pair.candidate(), comparison.bound());
            Reading stable = look.compared()
                    ? Reading.counts("stable", pair.stable(), comparison.stableBound())
                    : Reading.NOT_NEEDED;
            if (!candidate.usable() || !stable.usable()) {
                return before.troubled(worse(candidate, stable), fromMillis());
            }
            intervals.add(new Interval(candidate.n(), candidate.value(), stable.n(), stable.value()));
            users = candidate.users();
        }
        return look.compared() ? compared(before, intervals, users) : alone(before, intervals, users);
    }

    private GateState compared(GateState before, List<Interval> intervals, List<Sample.OfUser> users) {
        Margins margins = Margins.of(gate);
        int part = Math.clamp(look.part(), 1, parts);
        List<Comparison> after = new ArrayList<>(intervals.size());
        for (int i = 0; i < intervals.size(); i++) {
            after.add(before.comparisons().get(i).compare(intervals.get(i), users, before.phi(), part, margins));
        }
        return before.withComparisons(List.copyOf(after))
                .summedUp(parts)
                .seen(gate, look, intervals.getFirst().n1() - ofHeaviest(after.getFirst(), users));
    }

    private GateState alone(GateState before, List<Interval> intervals, List<Sample.OfUser> users) {
        Margins margins = Margins.of(gate);
        List<Comparison> after = new ArrayList<>(intervals.size());
        for (int i = 0; i < intervals.size(); i++) {
            Interval seen = intervals.get(i);
            Comparison comparison = before.comparisons().get(i);
            boolean known =
                    comparison.alone().bound() > 0 || comparison.before().known();
            if (!known) {
                return before.troubled(Reading.noData("no control, and no history of stable"), fromMillis());
            }
            after.add(comparison.without(seen.n1(), seen.x1(), users, before.phi(), margins));
        }
        return before.withComparisons(List.copyOf(after))
                .summedUp(parts)
                .seen(gate, look, intervals.getFirst().n1() - ofHeaviest(after.getFirst(), users));
    }

    /** What a gate asks for is seen of other users than the one who is left out. */
    private static double ofHeaviest(Comparison after, List<Sample.OfUser> users) {
        return after.heaviest()
                .flatMap(heaviest -> users.stream()
                        .filter(it -> it.user() == heaviest.user())
                        .findFirst())
                .map(it -> (double) it.x())
                .orElse(0.0);
    }

    private GateState difference(GateState before, Pair pair, Test.Paired paired) {
        if (!look.compared()) {
            return before.seen(gate, look, 0);
        }
        Reading candidate = Reading.value("candidate", pair.candidate());
        Reading stable = Reading.value("stable", pair.stable());
        if (!candidate.usable() || !stable.usable()) {
            return before.troubled(worse(candidate, stable), fromMillis());
        }
        double up = candidate.value() - stable.value();
        double difference = (paired.lowerIsWorse() ? -up : up) - paired.margin();
        int block = before.phi() > 1 ? (int) Math.ceil(2 * Math.min(before.phi(), 19)) : 1;
        int part = Math.clamp(look.part(), 1, parts);
        return before.withPaired(before.paired().observe(difference, block, part), parts)
                .seen(gate, look, 0);
    }

    private GateState condition(GateState before, Pair pair, Test.Condition condition) {
        Counters counters = before.counters();
        long due = counters.dueAt(fromMillis(), condition.initialDelay().toMillis());
        long to = look.to().toEpochMilli();
        if (counters.phase() != Counters.Phase.RUNNING) {
            return before.seen(gate, look, 0);
        }
        if (to < due) {
            return before.withCounters(counters.due(due));
        }
        Counters next = counters.due(to + condition.interval().toMillis());
        Reading reading = Reading.value("the query", pair.candidate());
        if (!reading.usable()) {
            return before.withCounters(next.error()).troubled(reading, fromMillis());
        }
        Counters after = next.measure(condition, reading.value());
        if (after.consecutiveErrors() > 0) {
            Reading unusable = new Reading(0, 0, Verdict.PROVIDER_ERROR, "the condition can't be evaluated");
            return before.withCounters(after).troubled(unusable, fromMillis());
        }
        return before.withCounters(after).seen(gate, look, 0);
    }

    /** PROVIDER_ERROR goes before NO_DATA. */
    private static Reading worse(Reading a, Reading b) {
        return a.usable() || b.verdict() == Verdict.PROVIDER_ERROR ? b : a;
    }

    private long fromMillis() {
        return look.from().toEpochMilli();
    }
}
