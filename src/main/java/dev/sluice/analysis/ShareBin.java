package dev.sluice.analysis;

import dev.sluice.analysis.sequential.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * Windows whose arms had about the same ratio of traffic, summed: only those may be pooled. Kept for the band and the
 * rates that people see, in a bounded number.
 *
 * @param bin the ratio's logarithm in tenths, rounded down and clamped to ±100
 */
public record ShareBin(int bin, double n1, double x1, double n0, double x0) {

    private static final int FURTHEST = 100;

    static List<ShareBin> add(List<ShareBin> bins, Interval seen) {
        int bin = Math.clamp((long) Math.floor(10 * Math.log(seen.n1() / seen.n0())), -FURTHEST, FURTHEST);
        List<ShareBin> after = new ArrayList<>(bins.size() + 1);
        boolean added = false;
        for (ShareBin each : bins) {
            if (each.bin == bin) {
                after.add(new ShareBin(
                        bin, each.n1 + seen.n1(), each.x1 + seen.x1(), each.n0 + seen.n0(), each.x0 + seen.x0()));
                added = true;
            } else {
                after.add(each);
            }
        }
        if (!added) {
            after.add(new ShareBin(bin, seen.n1(), seen.x1(), seen.n0(), seen.x0()));
        }
        return List.copyOf(after);
    }

    static Interval total(List<ShareBin> bins) {
        double n1 = 0;
        double x1 = 0;
        double n0 = 0;
        double x0 = 0;
        for (ShareBin bin : bins) {
            n1 += bin.n1;
            x1 += bin.x1;
            n0 += bin.n0;
            x0 += bin.x0;
        }
        return new Interval(n1, x1, n0, x0);
    }

    Interval interval() {
        return new Interval(n1, x1, n0, x0);
    }
}
