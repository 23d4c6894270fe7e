package dev.sluice.analysis;

import dev.sluice.analysis.sequential.Alternatives;
import dev.sluice.analysis.sequential.FixedBound;
import dev.sluice.analysis.sequential.Interval;
import dev.sluice.analysis.sequential.MarginLine;
import dev.sluice.analysis.sequential.Proportions;
import dev.sluice.analysis.sequential.StepMixture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A user with bad requests in the candidate, and how much of each sum of evidence is owed to them: what the sums would be
 * less without that user is known at any moment.
 *
 * @param user bucket of the sticky key
 * @param rank bad requests, with those of the user who gave way: never too few (Metwally, Agrawal, El Abbadi, "Space-Saving")
 * @param n requests since the user is followed, as far as they were seen
 * @param x bad ones of them
 * @param parts of the log increments of test C, by part of the step mixture
 * @param own of those of the proof against the gate's own margin
 * @param safe of those against the safe margin
 * @param alone of those without a control
 */
public record HeavyUser(
        long user,
        double rank,
        double n,
        double x,
        List<List<Double>> parts,
        List<Double> own,
        List<Double> safe,
        List<Double> alone) {

    /** A single bad request can't be told from anybody's. */
    private static final double LEAST = 2;

    /** From so many bad requests on, a user of whom no good one was seen is left out of a proof as well. */
    private static final double LEAST_FOR_PROOF = 5;

    private static final double ALWAYS = .95;

    static HeavyUser begin(long user, double rank) {
        List<Double> proof = Alternatives.HARMLESS.start();
        return new HeavyUser(user, rank, 0, 0, List.of(), proof, proof, Alternatives.WORSE.start());
    }

    /** With the user's part of a window of both arms, of which {@code started} parts of the mixture see the whole. */
    HeavyUser compared(Sample.OfUser in, Interval seen, double phi, int started, Margins margins, double p0) {
        Interval all = seen.tempered(phi);
        Interval others = without(seen, beyondOne(in)).tempered(phi);
        List<List<Double>> after = new ArrayList<>(started);
        for (int i = 0; i < started; i++) {
            List<Double> before = i < parts.size() ? parts.get(i) : Alternatives.WORSE.start();
            after.add(Alternatives.WORSE.add(
                    before,
                    g -> Proportions.against(all, margins.own(), p0, g)
                            - Proportions.against(others, margins.own(), p0, g)));
        }
        return new HeavyUser(
                user,
                rank + in.x(),
                n + in.n(),
                x + in.x(),
                Collections.unmodifiableList(after),
                proof(own, all, others, margins.own(), p0),
                proof(safe, all, others, margins.safe(), p0),
                alone);
    }

    private static List<Double> proof(
            List<Double> before, Interval all, Interval others, MarginLine margin, double p0) {
        return Alternatives.HARMLESS.add(
                before, k -> Proportions.inFavour(all, margin, p0, k) - Proportions.inFavour(others, margin, p0, k));
    }

    /** With the user's part of a window of the candidate alone. */
    HeavyUser alone(Sample.OfUser in, double allN, double allX, double phi, double bound) {
        double out = beyondOne(in);
        List<Double> after = Alternatives.WORSE.add(
                alone,
                g -> FixedBound.increment(allN / phi, allX / phi, bound, g)
                        - FixedBound.increment((allN - out) / phi, (allX - out) / phi, bound, g));
        return new HeavyUser(user, rank + in.x(), n + in.n(), x + in.x(), parts, own, safe, after);
    }

    /** A user counts once, like one who had a single bad request. */
    private double beyondOne(Sample.OfUser in) {
        return (double) in.x() - (x == 0 && in.x() > 0 ? 1 : 0);
    }

    /** Only the bad requests are taken away: the good ones are not known of everybody. */
    private static Interval without(Interval seen, double bad) {
        return new Interval(seen.n1() - bad, seen.x1() - bad, seen.n0(), seen.x0());
    }

    boolean counts() {
        return x >= LEAST;
    }

    /** Whether nothing that is left in the candidate's counts is known to be this user's. */
    boolean alwaysFails() {
        return x >= LEAST_FOR_PROOF && x >= ALWAYS * n;
    }

    /** ln E of test C without this user. */
    double logCompared(List<List<Double>> sums, int of) {
        double[] logs = new double[sums.size()];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Alternatives.WORSE.logE(i < parts.size() ? less(sums.get(i), parts.get(i)) : sums.get(i));
        }
        return StepMixture.logE(logs, of);
    }

    double logAlone(List<Double> sums) {
        return Alternatives.WORSE.logE(less(sums, alone));
    }

    static List<Double> less(List<Double> sums, List<Double> part) {
        List<Double> rest = new ArrayList<>(sums.size());
        for (int i = 0; i < sums.size(); i++) {
            rest.add(sums.get(i) - part.get(i));
        }
        return Collections.unmodifiableList(rest);
    }
}
