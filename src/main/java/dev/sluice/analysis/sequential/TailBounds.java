package dev.sluice.analysis.sequential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Test L: which bounds of a latency histogram are compared, chosen once from what stable did before the candidate came. */
public final class TailBounds {

    private static final double[] EXCEEDANCES = {.5, .1, .05, .01};

    private TailBounds() {}

    /**
     * A bound in the histogram.
     *
     * @param candidate seconds above which the candidate's requests count as bad
     * @param stable seconds above which stable's do, at most {@code candidate}/τ
     */
    public record Pairing(double candidate, double stable) {}

    /**
     * At most 4 bounds: those whose exceedance in stable's history is nearest in logit to ½, 10 %, 5 % and 1 %.
     *
     * @param n stable's requests
     * @param atMost how many took at most so many seconds, cumulative
     * @param tolerance τ, at least 1
     */
    public static List<Pairing> choose(long n, SortedMap<Double, Long> atMost, double tolerance) {
        SortedMap<Double, Pairing> eligible = new TreeMap<>();
        for (double bound : atMost.keySet()) {
            matching(atMost, bound, tolerance).ifPresent(pairing -> eligible.put(bound, pairing));
        }
        List<Pairing> chosen = new ArrayList<>();
        for (double exceedance : EXCEEDANCES) {
            eligible.values().stream()
                    .min((a, b) ->
                            Double.compare(distance(n, atMost, a, exceedance), distance(n, atMost, b, exceedance)))
                    .filter(pairing -> !chosen.contains(pairing))
                    .ifPresent(chosen::add);
        }
        return List.copyOf(chosen);
    }

    /** A bound with the largest one that is at most {@code bound}/τ; empty where there is none. */
    public static Optional<Pairing> matching(SortedMap<Double, Long> atMost, double bound, double tolerance) {
        SortedMap<Double, Long> under = atMost.headMap(Math.nextUp(bound / tolerance));
        return under.isEmpty() ? Optional.empty() : Optional.of(new Pairing(bound, under.lastKey()));
    }

    private static double distance(long n, SortedMap<Double, Long> atMost, Pairing pairing, double exceedance) {
        long over = n - atMost.getOrDefault(pairing.candidate(), 0L);
        double p = Proportions.predicted((double) n, (double) over);
        return Math.abs(logit(p) - logit(exceedance));
    }

    private static double logit(double p) {
        return Math.log(p / (1 - p));
    }
}
