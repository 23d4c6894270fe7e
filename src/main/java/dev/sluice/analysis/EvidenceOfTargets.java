package dev.sluice.analysis;

import dev.sluice.analysis.sequential.LogSum;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The evidence of one gate over all targets: half of the stake on the product, which finds a fault that is everywhere,
 * half on the mean, which finds one that is in a single region. Both are e-processes, as the targets are strata.
 *
 * <p>Comparison and before/after are averaged once both have begun.
 */
record EvidenceOfTargets(Collection<TargetState> targets, String gate) {

    double logE() {
        List<Double> compared = new ArrayList<>(targets.size());
        List<Double> alone = new ArrayList<>(targets.size());
        boolean anyCompared = false;
        boolean anyAlone = false;
        for (TargetState target : targets) {
            GateState state = target.gates().get(gate);
            if (state != null) {
                compared.add(state.logCompared());
                alone.add(state.logAlone());
                anyCompared |= state.logCompared() != 0;
                anyAlone |= state.alone();
            }
        }
        if (!anyAlone) {
            return both(compared);
        }
        return anyCompared ? Math.log(.5) + LogSum.of(both(compared), both(alone)) : both(alone);
    }

    private static double both(List<Double> logs) {
        if (logs.size() <= 1) {
            return logs.isEmpty() ? 0 : logs.getFirst();
        }
        double[] values = logs.stream().mapToDouble(it -> it).toArray();
        double product = 0;
        for (double value : values) {
            product += value;
        }
        return Math.log(.5) + LogSum.of(product, LogSum.mean(values));
    }
}
