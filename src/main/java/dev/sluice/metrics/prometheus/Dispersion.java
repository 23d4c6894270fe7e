package dev.sluice.metrics.prometheus;

import java.util.List;

/**
 * How many times more a rate varies than that of independent requests.
 *
 * <p>φ = Var(rate per interval)·n / (p(1−p)), the variance taken between groups of one interval, so that what hits all
 * of them alike (a slow database, the hour of the day) cancels, as it does when arms are compared.
 *
 * @param phi at least 1
 * @param intervals how many intervals told something; 0 when they were too few
 */
record Dispersion(double phi, int intervals) {

    static final int FEWEST_INTERVALS = 30;
    static final Dispersion UNKNOWN = new Dispersion(1, 0);

    /** From what each group did in each interval. */
    static Dispersion of(List<List<Trials>> intervals) {
        Trials sum = intervals.stream().flatMap(List::stream).reduce(Trials.NONE, Trials::plus);
        double variance = sum.share() * (1 - sum.share());
        if (!(variance > 0)) {
            return UNKNOWN;
        }
        double squares = 0;
        int freedom = 0;
        int used = 0;
        for (List<Trials> groups : intervals) {
            List<Trials> busy = groups.stream().filter(group -> group.n() > 0).toList();
            if (busy.size() >= 2) {
                squares += squares(busy);
                freedom += busy.size() - 1;
                used++;
            }
        }
        return used < FEWEST_INTERVALS ? UNKNOWN : new Dispersion(Math.max(1, squares / variance / freedom), used);
    }

    private static double squares(List<Trials> groups) {
        double mean = groups.stream().reduce(Trials.NONE, Trials::plus).share();
        return groups.stream()
                .mapToDouble(group -> group.n() * (group.share() - mean) * (group.share() - mean))
                .sum();
    }
}
