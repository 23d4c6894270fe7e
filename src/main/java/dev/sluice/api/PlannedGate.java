package dev.sluice.api;

import dev.sluice.analysis.Evidence;
import dev.sluice.analysis.Gate;
import dev.sluice.analysis.Gate.Margin;
import dev.sluice.analysis.Rules;
import dev.sluice.validation.Durations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A gate of a plan, with every default filled in.
 *
 * @param test its letter in the documentation
 * @param share of α; 0 for conditions
 * @param margin what may be worse before a user would notice; counting gates have one
 * @param safe what must be excluded before the candidate gets everything; absent where nothing must
 * @param steps numbers of the steps at which it is judged; empty: all, in the background
 */
public record PlannedGate(
        String name,
        String test,
        double share,
        @Nullable MarginView margin,
        @Nullable MarginView safe,
        List<Integer> steps,
        String onFail,
        String onInconclusive,
        Evidence evidence,
        String warmUp,
        PatienceView patience,
        NoDataView noData) {

    /** p1 ≤ relative·p0 + absolute, absolute in percent points. */
    public record MarginView(double relative, double absolute) {
        static MarginView of(Margin margin) {
            return new MarginView(margin.relative(), Math.round(margin.absolute() * 1e6) / 1e4);
        }
    }

    /** How long an undecided gate is waited for after the hold, and a person after that. */
    public record PatienceView(int holds, String least, String expiry) {}

    /** How long data may be missing, and what happens then. */
    public record NoDataView(String policy, String timeout) {}

    static PlannedGate of(Gate gate) {
        Rules rules = gate.rules();
        Rules.Patience patience = rules.patience();
        return new PlannedGate(
                gate.name(),
                letter(gate.test()),
                gate.share(),
                own(gate.test()).map(MarginView::of).orElse(null),
                safe(gate.test()).map(MarginView::of).orElse(null),
                gate.steps().orElse(Set.of()).stream()
                        .map(step -> step + 1)
                        .sorted()
                        .toList(),
                onFail(gate.onFail()),
                policy(rules.onInconclusive()),
                rules.evidence(),
                Durations.format(rules.warmUp()),
                new PatienceView(
                        patience.holds(), Durations.format(patience.least()), Durations.format(patience.expiry())),
                new NoDataView(
                        policy(rules.noData().then()),
                        Durations.format(rules.noData().timeout())));
    }

    private static String letter(Gate.Test test) {
        return switch (test) {
            case Gate.Test.Proportion _ -> "C";
            case Gate.Test.Tail _ -> "L";
            case Gate.Test.Paired _ -> "S";
            case Gate.Test.Condition _ -> "T";
        };
    }

    private static Optional<Margin> own(Gate.Test test) {
        return switch (test) {
            case Gate.Test.Proportion counts -> Optional.of(counts.margin());
            case Gate.Test.Tail tail -> Optional.of(tail.margin());
            case Gate.Test.Paired _, Gate.Test.Condition _ -> Optional.empty();
        };
    }

    private static Optional<Margin> safe(Gate.Test test) {
        return switch (test) {
            case Gate.Test.Proportion counts -> Optional.of(counts.safe()).filter(_ -> counts.safeRequired());
            case Gate.Test.Tail tail -> Optional.of(tail.safe()).filter(_ -> tail.safeRequired());
            case Gate.Test.Paired _, Gate.Test.Condition _ -> Optional.empty();
        };
    }

    private static String onFail(Gate.OnFail onFail) {
        return switch (onFail) {
            case ROLL_BACK -> "rollback";
            case HOLD -> "hold";
            case REPORT -> "report";
        };
    }

    private static String policy(Rules.Policy policy) {
        return switch (policy) {
            case HOLD -> "hold";
            case ROLL_BACK -> "rollback";
            case GO_ON -> "goOn";
        };
    }
}
