package dev.sluice.analysis;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has been learnt of one target.
 *
 * @param firstMillis start of the first window, epoch milliseconds; -1 before it
 * @param lastMillis end of the last window, epoch milliseconds; -1 before the first
 * @param step at which the last window was; -1 before the first
 * @param watchedMillis length of this step's windows that counted and had no trouble
 * @param windowMillis length of the last window
 * @param gates by name
 */
public record TargetState(
        long firstMillis,
        long lastMillis,
        int step,
        long watchedMillis,
        long windowMillis,
        Map<String, GateState> gates) {

    static TargetState begin(List<FrozenGate> gates) {
        Map<String, GateState> states = new TreeMap<>();
        gates.forEach(gate -> states.put(gate.name(), GateState.begin(gate)));
        return new TargetState(-1, -1, -1, 0, 0, Collections.unmodifiableMap(states));
    }

    TargetState withGate(String name, GateState state) {
        Map<String, GateState> states = new TreeMap<>(gates);
        states.put(name, state);
        return new TargetState(
                firstMillis, lastMillis, step, watchedMillis, windowMillis, Collections.unmodifiableMap(states));
    }

    TargetState carriedOver() {
        Map<String, GateState> states = new TreeMap<>(gates);
        states.replaceAll((_, state) -> state.carriedOver());
        return new TargetState(-1, lastMillis, -1, 0, windowMillis, Collections.unmodifiableMap(states));
    }

    /** Whether this window comes after all that were folded. */
    boolean follows(Look look) {
        return look.to().isAfter(look.from()) && look.from().toEpochMilli() >= lastMillis;
    }

    boolean isDue(FrozenGate gate, int atStep, long fromMillis, long toMillis) {
        boolean warm = fromMillis
                >= (firstMillis < 0 ? fromMillis : firstMillis) + gate.rules().warmUpMillis();
        GateState state = gates.getOrDefault(gate.name(), GateState.begin(gate));
        GateState now = atStep == step ? state : state.nextStep(gate);
        return warm
                && gate.judgedAt(atStep)
                && (gate.sequential() || now.counters().isDue(gate, fromMillis, toMillis));
    }

    TargetState observe(Look look, List<FrozenGate> frozen, int parts) {
        long from = look.from().toEpochMilli();
        long to = look.to().toEpochMilli();
        long first = firstMillis < 0 ? from : firstMillis;
        Map<String, GateState> states = new TreeMap<>(gates);
        if (look.step() != step) {
            frozen.forEach(gate -> states.computeIfPresent(gate.name(), (_, state) -> state.nextStep(gate)));
        }
        boolean valid = look.counts();
        for (FrozenGate gate : frozen) {
            boolean warm = from >= first + gate.rules().warmUpMillis();
            if (warm && gate.judgedAt(look.step())) {
                GateState after =
                        new GateLook(gate, look, parts).fold(states.getOrDefault(gate.name(), GateState.begin(gate)));
                states.put(gate.name(), after);
                valid &= !gate.gating() || gate.timeCounts(after.trouble(), to);
            } else {
                valid &= !gate.gating() || !gate.judgedAt(look.step());
            }
        }
        long before = look.step() == step ? watchedMillis : 0;
        return new TargetState(
                first,
                to,
                look.step(),
                before + (valid ? to - from : 0),
                to - from,
                Collections.unmodifiableMap(states));
    }
}
