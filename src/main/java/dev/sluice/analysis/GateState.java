package dev.sluice.analysis;

import dev.sluice.analysis.sequential.LogSum;
import dev.sluice.analysis.sequential.PairedSums;
import dev.sluice.analysis.sequential.TailBounds;
import java.util.List;

/**
 * What one gate has learnt of one target.
 *
 * @param phi by which counts are divided, at least 1
 * @param comparisons one for counts, at most four for a latency tail
 * @param requests of the candidate in this step's counting windows
 * @param windows counting and valid, of this step
 * @param logCompared ln E against the control, with the step mixture
 * @param logAlone ln E without a control
 * @param sufficed whether some step has given it its least evidence
 */
public record GateState(
        double phi,
        List<Comparison> comparisons,
        PairedSums paired,
        Counters counters,
        long requests,
        int windows,
        Trouble trouble,
        double logCompared,
        double logAlone,
        boolean sufficed) {

    static GateState begin(FrozenGate gate) {
        List<Comparison> comparisons = gate.test().equals("Proportion") ? List.of(Comparison.begin(0, 0)) : List.of();
        return new GateState(1, comparisons, PairedSums.NONE, Counters.NONE, 0, 0, Trouble.NONE, 0, 0, false);
    }

    /** At a new step: its evidence is still to come. Counters of a gate that is bound to steps start anew. */
    GateState nextStep(FrozenGate gate) {
        Counters then = gate.steps().isEmpty() ? counters : Counters.NONE;
        return new GateState(phi, comparisons, paired, then, 0, 0, trouble, logCompared, logAlone, sufficed);
    }

    /** For another try: E and what is known of stable stay, the rest starts anew. */
    GateState carriedOver() {
        return new GateState(phi, comparisons, paired, Counters.NONE, 0, 0, Trouble.NONE, logCompared, logAlone, false);
    }

    GateState withHistory(FrozenGate gate, History history) {
        boolean measured = history.intervals() > 0 && history.phi() >= 1 && Double.isFinite(history.phi());
        GateState chosen = withBounds(gate, history.stable());
        List<Comparison> taught = chosen.comparisons.stream()
                .map(comparison -> taught(comparison, history.stable()))
                .toList();
        return new GateState(
                measured ? history.phi() : phi,
                taught,
                paired,
                counters,
                requests,
                windows,
                history.stable() instanceof Sample.Failed failed ? trouble.expected(failed.reason()) : trouble,
                logCompared,
                logAlone,
                sufficed);
    }

    /** A latency gate chooses its bounds once, from the first histogram of stable that it sees. */
    GateState withBounds(FrozenGate gate, Sample stable) {
        if (gate.test().equals("Tail")
                && comparisons.isEmpty()
                && stable instanceof Sample.Histogram histogram
                && histogram.n() > 0) {
            return withComparisons(TailBounds.choose(histogram.n(), histogram.atMost(), gate.tolerance()).stream()
                    .map(pairing -> Comparison.begin(pairing.candidate(), pairing.stable()))
                    .toList());
        }
        return this;
    }

    private static Comparison taught(Comparison comparison, Sample stable) {
        Reading reading = Reading.counts("stable", stable, comparison.stableBound());
        return reading.usable() ? comparison.withHistory(reading.n(), reading.value()) : comparison;
    }

    GateState withComparisons(List<Comparison> after) {
        return new GateState(phi, after, paired, counters, requests, windows, trouble, logCompared, logAlone, sufficed);
    }

    GateState withPaired(PairedSums after, int parts) {
        return new GateState(
                phi, comparisons, after, counters, requests, windows, trouble, after.logE(parts), logAlone, sufficed);
    }

    GateState withCounters(Counters after) {
        return new GateState(
                phi, comparisons, paired, after, requests, windows, trouble, logCompared, logAlone, sufficed);
    }

    GateState troubled(Reading unusable, long fromMillis) {
        return new GateState(
                phi,
                comparisons,
                paired,
                counters,
                requests,
                windows,
                trouble.after(unusable, fromMillis),
                logCompared,
                logAlone,
                sufficed);
    }

    /** Without trouble, and with that much more evidence of the step where the window counts. */
    GateState seen(FrozenGate gate, Look look, double moreRequests) {
        long requestsAfter = requests + (look.counts() ? (long) moreRequests : 0);
        int windowsAfter = windows + (look.counts() ? 1 : 0);
        boolean enough = !gate.needsRequests() || requestsAfter >= gate.rules().requests();
        return new GateState(
                phi,
                comparisons,
                paired,
                counters,
                requestsAfter,
                windowsAfter,
                Trouble.NONE,
                logCompared,
                logAlone,
                sufficed || (enough && windowsAfter >= gate.rules().windows()));
    }

    /** With ln E taken anew from the comparisons: the mean of E over the bounds. */
    GateState summedUp(int parts) {
        double[] compared = new double[comparisons.size()];
        double[] alone = new double[comparisons.size()];
        for (int i = 0; i < compared.length; i++) {
            compared[i] = comparisons.get(i).logCompared(parts);
            alone[i] = comparisons.get(i).logAlone();
        }
        return new GateState(
                phi,
                comparisons,
                paired,
                counters,
                requests,
                windows,
                trouble,
                LogSum.mean(compared),
                LogSum.mean(alone),
                sufficed);
    }

    /** Whether it has been looked at without a control. */
    boolean alone() {
        return comparisons.stream().anyMatch(it -> it.alone().bound() > 0);
    }
}
