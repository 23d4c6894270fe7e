package dev.sluice.analysis;

import com.google.common.primitives.Doubles;
import dev.sluice.analysis.sequential.Alternatives;
import dev.sluice.analysis.sequential.Interval;
import dev.sluice.analysis.sequential.MarginLine;
import dev.sluice.analysis.sequential.Proportions;
import dev.sluice.analysis.sequential.RatioBand;
import dev.sluice.analysis.sequential.StepMixture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * State of the count tests C, N and H on one share of bad requests of one target.
 *
 * @param bound seconds over which a candidate's request is bad; 0 where bad requests are counted as such
 * @param stableBound the same for stable, lower by the tolerance
 * @param parts C: log increments by alternative, of each part of the step mixture that has started
 * @param own N against the gate's own margin
 * @param safe N against the safe margin
 * @param bins what was seen, for people
 * @param users with the most bad requests in the candidate; evidence against it holds only if it holds without each of them
 */
public record Comparison(
        double bound,
        double stableBound,
        List<List<Double>> parts,
        List<Double> own,
        List<Double> safe,
        Before before,
        Alone alone,
        List<ShareBin> bins,
        List<HeavyUser> users) {

    public Comparison {
        // What was stored before users were counted has none.
        users = Objects.requireNonNullElse(users, List.of());
    }

    static Comparison begin(double bound, double stableBound) {
        List<Double> proof = Alternatives.HARMLESS.start();
        List<List<Double>> parts = List.of(Alternatives.WORSE.start());
        return new Comparison(
                bound, stableBound, parts, proof, proof, Before.NOTHING, Alone.NOT_YET, List.of(), List.of());
    }

    Comparison withHistory(double n, double x) {
        return new Comparison(bound, stableBound, parts, own, safe, before.history(n, x), alone, bins, users);
    }

    /** After a window with both arms. Without any history the first one only teaches stable's rate. */
    Comparison compare(Interval seen, List<Sample.OfUser> ofUsers, double phi, int part, Margins margins) {
        Before after = before.window(seen.n0(), seen.x0());
        List<ShareBin> binsAfter = ShareBin.add(bins, seen);
        if (!before.known()) {
            return new Comparison(bound, stableBound, parts, own, safe, after, alone, binsAfter, users);
        }
        Interval even = seen.tempered(phi);
        double p0 = before.predicted();
        return new Comparison(
                bound,
                stableBound,
                against(even, part, margins.own(), p0),
                Alternatives.HARMLESS.add(own, k -> Proportions.inFavour(even, margins.own(), p0, k)),
                Alternatives.HARMLESS.add(safe, k -> Proportions.inFavour(even, margins.safe(), p0, k)),
                after,
                alone,
                binsAfter,
                HeavyUsers.after(
                        users,
                        ofUsers,
                        (user, in) -> user.compared(in, seen, phi, Math.max(part, parts.size()), margins, p0)));
    }

    private List<List<Double>> against(Interval even, int part, MarginLine margin, double p0) {
        List<Double> more =
                Alternatives.WORSE.add(Alternatives.WORSE.start(), g -> Proportions.against(even, margin, p0, g));
        int started = Math.max(part, parts.size());
        List<List<Double>> after = new ArrayList<>(started);
        for (int i = 0; i < started; i++) {
            after.add(i < parts.size() ? sum(parts.get(i), more) : more);
        }
        return Collections.unmodifiableList(after);
    }

    private static List<Double> sum(List<Double> a, List<Double> b) {
        double[] sum = new double[a.size()];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a.get(i) + b.get(i);
        }
        return Collections.unmodifiableList(Doubles.asList(sum));
    }

    /** After a window with the candidate alone. */
    Comparison without(double n, double x, List<Sample.OfUser> ofUsers, double phi, Margins margins) {
        Alone after = alone.observe(n, x, phi, before, margins.own());
        List<HeavyUser> usersAfter =
                HeavyUsers.after(users, ofUsers, (user, in) -> user.alone(in, n, x, phi, after.bound()));
        return new Comparison(bound, stableBound, parts, own, safe, before, after, bins, usersAfter);
    }

    /** ln E against the control; the least of it with everybody and without each of the heavy users. */
    double logCompared(int of) {
        double all = logOfAll(of);
        return users.stream()
                .filter(HeavyUser::counts)
                .mapToDouble(user -> user.logCompared(parts, of))
                .reduce(all, Math::min);
    }

    /** ln E without a control, likewise. */
    double logAlone() {
        return users.stream()
                .filter(HeavyUser::counts)
                .mapToDouble(user -> user.logAlone(alone.sums()))
                .reduce(alone.logE(), Math::min);
    }

    private double logOfAll(int of) {
        double[] logs = new double[parts.size()];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Alternatives.WORSE.logE(parts.get(i));
        }
        return StepMixture.logE(logs, of);
    }

    /** ln E of the proof that the candidate isn't worse than this margin; infinite where every rate is inside of it. */
    private double logProof(List<Double> proof, MarginLine margin) {
        boolean needless = before.known() && margin.at(before.predicted()) >= 1;
        return needless ? Double.POSITIVE_INFINITY : Alternatives.HARMLESS.logE(proof);
    }

    /** ln E of the proof against the gate's own margin; a user who always fails is no reason against it. */
    double logOwn(MarginLine margin) {
        return logProof(
                alwaysFailing().map(user -> HeavyUser.less(own, user.own())).orElse(own), margin);
    }

    /** The same against the safe margin. */
    double logSafe(MarginLine margin) {
        return logProof(safeSums(), margin);
    }

    List<Double> safeSums() {
        return alwaysFailing().map(user -> HeavyUser.less(safe, user.safe())).orElse(safe);
    }

    Optional<HeavyUser> heaviest() {
        return HeavyUsers.heaviest(users);
    }

    private Optional<HeavyUser> alwaysFailing() {
        return heaviest().filter(HeavyUser::alwaysFails);
    }

    Interval total() {
        return ShareBin.total(bins);
    }

    RatioBand band(double alpha, double phi) {
        return RatioBand.of(
                bins.stream().map(bin -> bin.interval().tempered(phi)).toList(), alpha);
    }
}
